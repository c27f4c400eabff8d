// The manifest (custom-elements.json) is the elements' contract: every public member, attribute, event, slot, part and
// custom property that it lists has a description.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

const manifest = JSON.parse(readFileSync(join(root, 'packages/elements/dist/custom-elements.json'), 'utf8'));
const faults = [];
let elements = 0;

for (const { path, declarations = [] } of manifest.modules) {
  for (const element of declarations.filter((declaration) => declaration.customElement)) {
    elements += 1;
    const described = (kind, list = []) => {
      for (const { name, description } of list) {
        if (!description?.trim()) faults.push(`${path}: <${element.tagName}> ${kind} ${name || '(default)'}`);
      }
    };
    if (!element.tagName) faults.push(`${path}: ${element.name} has no tag name`);
    described('itself', [element]);
    const own = (element.members ?? []).filter(
      (member) => !member.inheritedFrom && !member.static && (member.privacy ?? 'public') === 'public',
    );
    described('member', own);
    described('attribute', element.attributes);
    described('event', element.events);
    described('slot', element.slots);
    described('part', element.cssParts);
    described('custom property', element.cssProperties);
  }
}
if (elements === 0) faults.push('the manifest lists no element');
for (const fault of faults) console.log(`${fault} has no description`);
console.log(`${elements} elements, ${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;
