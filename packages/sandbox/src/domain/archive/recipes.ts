/** Takes the signed bytes and the CMS out of each PDF by its ByteRange, and has openssl verify them at a time (seconds). */
export const extractRecipe = (at: number): string[] =>
  [
    'mkdir -p extrait',
    "python3 - <<'FIN'",
    'import glob, re',
    "for path in sorted(glob.glob('documents/*.pdf') + glob.glob('attestations/*.pdf')):",
    "    pdf = open(path, 'rb').read()",
    "    name = 'extrait/' + path.replace('/', '-')",
    "    ranges = re.findall(rb'/ByteRange *\\[ *(\\d+) +(\\d+) +(\\d+) +(\\d+) *\\]', pdf)",
    '    for number, found in enumerate(ranges, 1):',
    '        a, b, c, d = map(int, found)',
    '        cms = bytes.fromhex(pdf[b + 1:c - 1].decode())',
    "        if b'\\x2a\\x86\\x48\\x86\\xf7\\x0d\\x01\\x09\\x10\\x01\\x04' in cms[:80]: continue",
    "        open(f'{name}.{number}.signe', 'wb').write(pdf[a:b] + pdf[c:c + d])",
    "        open(f'{name}.{number}.p7s', 'wb').write(cms)",
    'FIN',
    'for cms in extrait/*.p7s; do',
    '  echo "$cms"',
    `  openssl cms -verify -binary -inform DER -in "$cms" -content "\${cms%.p7s}.signe" -CAfile certificats/racine.pem -certfile certificats/autorite.pem -purpose any -attime ${at} -out /dev/null`,
    'done',
  ].map((line) => `    ${line}`);

/** Recomputes the chain (RFC 8785 as far as the log's values go: no floating point, members sorted). */
export const chainRecipe: readonly string[] = [
  "python3 - <<'FIN'",
  'import glob, hashlib, json',
  "evidence = json.load(open('evidence.json', encoding='utf-8'))",
  'before, hashes, names = None, {}, {}',
  "for number, entry in enumerate(evidence['entries'], 1):",
  "    kept = entry.pop('hash')",
  "    text = json.dumps(entry, sort_keys=True, separators=(',', ':'), ensure_ascii=False)",
  '    made = hashlib.sha256(text.encode()).hexdigest()',
  "    assert made == kept and entry['previousHash'] == before and entry['seq'] == number, number",
  '    before = hashes[number] = kept',
  "    if entry['type'] == 'signer.invited': names[entry['data']['signerId']] = entry['data'].get('name')",
  "for stamp in evidence['timestamps']: assert hashes[stamp['seq']] == stamp['hash'], stamp['seq']",
  "for signer in evidence['signers']: assert names.get(signer['id']) in (None, signer['name']), signer['id']",
  "for path in glob.glob('documents/*.pdf'):",
  "    made = hashlib.sha256(open(path, 'rb').read()).hexdigest()",
  "    assert any(made in json.dumps(one['data']) for one in evidence['entries']), path",
  "print('chaîne entière', len(hashes))",
  'FIN',
].map((line) => `    ${line}`);
