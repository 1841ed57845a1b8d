"""A machine that plays one game at a time at the speed of machine code.

The rules are plain Python functions over one game's rows (*kernels*), and a scenario's formulas.
`python.py` runs them as they are; `wasm.py` compiles the same functions to a WebAssembly module
that Wasmtime turns into machine code. Both give the same bits: docs/decisions/0007.
"""
