/**
 * Automatic reminders: a collection may ask for one every so many days. Each is a reminder like any other (fresh links,
 * 15 × 24 h from then), so there is an end to them.
 */
export const automaticReminders = { minDays: 1, maxDays: 14, max: 5 } as const;
