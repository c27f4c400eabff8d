#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { checkEvidenceLog } from './evidence/index.ts';
import { verifyPdf, type CryptoDoor, type VerificationReport } from './index.ts';

const usage = `usage: jse-verify [--json] [--trust FILE]… [--at TIME] [--password P] [--no-revocation] [--webcrypto peculiar] FILE…
       jse-verify evidence [--json] [--trust FILE]… [--at TIME] [--no-revocation] [--head SEQ:HASH] FILE…
  exit 0: every file intact and every signature trusted; 1: not; 2: unusable input`;

const { values, positionals } = readArguments();
const trustAnchors = await Promise.all((values.trust ?? []).map((path) => readFile(path)));
const at = values.at === undefined ? undefined : new Date(values.at);
if (at && Number.isNaN(at.getTime())) quit(`--at: "${values.at}" is no time`);
const crypto = values.webcrypto === undefined ? undefined : await secondCrypto(values.webcrypto);
const knownHead = values.head === undefined ? undefined : headOf(values.head);
let exitCode = 0;

const [verb] = positionals;
const ofLogs = verb === 'evidence' && positionals.length > 1;
for (const file of ofLogs ? positionals.slice(1) : []) await checkLog(file);

for (const file of ofLogs ? [] : positionals) {
  const started = performance.now();
  try {
    const report = await verifyPdf(new Uint8Array(await readFile(file)), {
      trustAnchors,
      ...(at ? { at } : {}),
      ...(values.password === undefined ? {} : { password: values.password }),
      ...(values['no-revocation'] ? { revocation: 'off' } : {}),
      ...(crypto ? { crypto } : {}),
    });
    const elapsedMs = Math.round((performance.now() - started) * 10) / 10;
    console.log(values.json ? JSON.stringify({ file, elapsedMs, ...report }) : describe(file, report));
    if (!hasPassed(report)) exitCode = Math.max(exitCode, 1);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'UNEXPECTED';
    if (values.json)
      console.log(JSON.stringify({ file, conclusion: 'undetermined', signatures: [], error: code, message }));
    else console.error(`${file}: ${message}`);
    exitCode = 2;
  }
}
process.exitCode = exitCode;

/** Checks the log of an evidence bundle: 0 only where it is whole and its timestamps stand under a given root. */
async function checkLog(file: string): Promise<void> {
  try {
    const report = await checkEvidenceLog(JSON.parse(await readFile(file, 'utf8')), {
      trustAnchors,
      ...(at ? { at } : {}),
      ...(values['no-revocation'] ? { revocation: 'off' } : {}),
      ...(knownHead ? { knownHead } : {}),
    });
    const { valid, timestamps, provenAt, provenSeq, findings } = report;
    if (values.json) console.log(JSON.stringify({ file, ...report }));
    else {
      console.log(
        `${file}: ${valid ? 'whole' : 'not whole'} · timestamps ${timestamps} · proven up to entry ${provenSeq ?? '-'} at ${provenAt ?? '-'}`,
      );
      for (const { code, message } of findings) console.log(`  error: ${message.en} [${code}]`);
    }
    if (!valid || timestamps !== 'TOTAL-PASSED') exitCode = Math.max(exitCode, 1);
  } catch (error) {
    console.error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    exitCode = 2;
  }
}

function readArguments() {
  try {
    const parsed = parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        trust: { type: 'string', multiple: true },
        at: { type: 'string' },
        password: { type: 'string' },
        'no-revocation': { type: 'boolean', default: false },
        webcrypto: { type: 'string' },
        head: { type: 'string' },
      },
    });
    if (parsed.positionals.length === 0) quit(usage);
    return parsed;
  } catch (error) {
    return quit(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

function quit(message: string): never {
  console.error(message);
  process.exit(2);
}

/** A head noted elsewhere: an attestation or a receipt shows it. */
function headOf(text: string): { seq: number; hash: string } {
  const [, seq, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? [];
  return seq && hash ? { seq: Number(seq), hash } : quit(`--head: "${text}" is not SEQ:HASH`);
}

async function secondCrypto(name: string): Promise<CryptoDoor> {
  if (name !== 'peculiar') quit(`--webcrypto: "${name}" is not known, only "peculiar"`);
  const { Crypto } = await import('@peculiar/webcrypto');
  return new Crypto();
}

function hasPassed(report: VerificationReport): boolean {
  return report.conclusion === 'intact' && report.signatures.every(({ trust }) => trust.indication === 'TOTAL-PASSED');
}

function describe(file: string, report: VerificationReport): string {
  const lines = [`${file}: ${report.conclusion}`];
  for (const finding of report.findings) lines.push(`  ${finding.severity}: ${finding.message.en} [${finding.code}]`);
  for (const signature of report.signatures) {
    const { field, kind, signer, integrity, coverage, laterChanges, trust, claimedTime, timestampTime } = signature;
    const verdict = trust.subIndication ? `${trust.indication} (${trust.subIndication})` : trust.indication;
    lines.push(`  ${field ?? '(no field)'} · ${kind} · ${signer?.commonName ?? 'unknown signer'}`);
    lines.push(`    integrity ${integrity} · covers ${coverage} · later changes ${laterChanges}`);
    lines.push(`    ${verdict} · claimed ${claimedTime ?? '-'} · timestamp ${timestampTime ?? '-'}`);
    for (const finding of signature.findings) {
      lines.push(`    ${finding.severity}: ${finding.message.en} [${finding.code}]`);
    }
  }
  return lines.join('\n');
}
