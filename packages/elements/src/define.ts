import './provider/provider.define.ts';
