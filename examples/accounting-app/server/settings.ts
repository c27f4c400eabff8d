/** What the operator gives the software; the editor's secret never leaves this process. */
export interface AppSettings {
  /** Where the software is reached, without a slash at the end. */
  readonly origin: string;
  readonly platformUrl: string;
  readonly editor: string;
  readonly editorSecret: string;
  readonly dataFolder: string;
  /** The built pages. */
  readonly webFolder: string;
  /** Shows the sandbox's inbox inside the software, for trying things out; null in production. */
  readonly developerToken: string | null;
}
