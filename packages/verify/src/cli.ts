#!/usr/bin/env node
import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { csvHead, csvLines } from './cli/csv.ts';
import { describeReport, type Style } from './cli/describe-report.ts';
import { readEvidence } from './cli/read-evidence.ts';
import { checkEvidenceLog } from './evidence/index.ts';
import { verifyPdf, type CryptoDoor, type VerificationReport } from './index.ts';
import { SignatureKind } from './report/index.ts';

const usage = `usage: jse-verify [--json] [--csv FILE] [--trust FILE]… [--cert FILE]… [--crl FILE]… [--ocsp FILE]…
                  [--at TIME] [--kinds FILE] [--lang fr|en] [--password P] [--no-revocation] [--webcrypto peculiar]
                  FILE-OR-FOLDER…
       jse-verify evidence [--json] [--trust FILE]… [--at TIME] [--no-revocation] [--head SEQ:HASH] FILE…
  --trust: certificates (DER, PEM, PKCS#7) or a dated bundle (JSON); --csv: one line a signature, - for the output
  --cert, --crl, --ocsp: evidence that the files lack (DER, PEM); nothing is ever fetched
  --kinds: which certificate policies tell the platform's kinds of signature, in JSON: { "OID": "simple|advanced|seal" }
  exit 0: every file intact and every signature trusted; 1: not; 2: unusable input`;

const { values, positionals } = readArguments();
const trustAnchors = await Promise.all((values.trust ?? []).map(readAnchor));
const evidence = await readEvidence(values, (path) => readFile(path)).catch((error: unknown) =>
  quit((error as Error).message),
);
const signatureKinds = values.kinds === undefined ? undefined : await readKinds(values.kinds);
const at = values.at === undefined ? undefined : new Date(values.at);
if (at && Number.isNaN(at.getTime())) quit(`--at: "${values.at}" is no time`);
const crypto = values.webcrypto === undefined ? undefined : await secondCrypto(values.webcrypto);
const knownHead = values.head === undefined ? undefined : headOf(values.head);
const style = styleOf();
const csv: string[] = [csvHead];
let exitCode = 0;

const [verb] = positionals;
const ofLogs = verb === 'evidence' && positionals.length > 1;
for (const file of ofLogs ? positionals.slice(1) : []) await checkLog(file);

for (const file of ofLogs ? [] : await listFiles(positionals)) {
  const started = performance.now();
  try {
    const report = await verifyPdf(new Uint8Array(await readFile(file)), {
      trustAnchors,
      ...evidence,
      ...(at ? { at } : {}),
      ...(values.password === undefined ? {} : { password: values.password }),
      ...(values['no-revocation'] ? { revocation: 'off' } : {}),
      ...(crypto ? { crypto } : {}),
      ...(signatureKinds ? { signatureKinds } : {}),
    });
    const elapsedMs = Math.round((performance.now() - started) * 10) / 10;
    csv.push(...csvLines(file, report));
    if (values.json) console.log(JSON.stringify({ file, elapsedMs, ...report }));
    else if (values.csv !== '-') console.log(`${describeReport(file, report, style)}\n`);
    if (!hasPassed(report)) exitCode = Math.max(exitCode, 1);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'UNEXPECTED';
    csv.push(...csvLines(file, { error: code }));
    if (values.json)
      console.log(JSON.stringify({ file, conclusion: 'undetermined', signatures: [], error: code, message }));
    else console.error(`${file}: ${message}`);
    exitCode = 2;
  }
}
if (values.csv === '-') console.log(csv.join('\r\n'));
else if (values.csv !== undefined) await writeFile(values.csv, `${csv.join('\r\n')}\r\n`);
process.exitCode = exitCode;

/** A folder stands for the PDFs in it and below; a file for itself, whatever its name. */
async function listFiles(paths: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const path of paths) {
    const isFolder = await stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (!isFolder) {
      files.push(path);
      continue;
    }
    const names = await readdir(path, { recursive: true });
    const found = names.filter((name) => /\.pdf$/i.test(name)).sort();
    if (found.length === 0) quit(`${path}: no PDF in this folder`);
    files.push(...found.map((name) => join(path, name)));
  }
  return files;
}

/** The operator's certificate policies by OID. */
async function readKinds(path: string): Promise<Record<string, SignatureKind>> {
  try {
    return z
      .record(z.string().check(z.regex(/^\d+(\.\d+)+$/)), SignatureKind)
      .parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    const reason = error instanceof z.core.$ZodError ? z.prettifyError(error) : (error as Error).message;
    return quit(`--kinds: ${path}: ${reason}`);
  }
}

function readAnchor(path: string): Promise<Buffer> {
  return readFile(path).catch((error: unknown) => quit(`--trust: ${error instanceof Error ? error.message : path}`));
}

/** Colour where a terminal is and NO_COLOR is not; the language that is asked for, else the terminal's. */
function styleOf(): Style {
  const { lang = /^fr/i.test(process.env['LC_ALL'] ?? process.env['LANG'] ?? '') ? 'fr' : 'en' } = values;
  if (lang !== 'fr' && lang !== 'en') quit(`--lang: "${lang}" is not known, only "fr" and "en"`);
  const colour = process.stdout.isTTY === true && !process.env['NO_COLOR'];
  return { colour, language: lang === 'fr' ? 'fr' : 'en' };
}

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
        cert: { type: 'string', multiple: true },
        crl: { type: 'string', multiple: true },
        ocsp: { type: 'string', multiple: true },
        at: { type: 'string' },
        kinds: { type: 'string' },
        csv: { type: 'string' },
        lang: { type: 'string' },
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
