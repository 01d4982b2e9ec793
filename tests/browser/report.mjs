// Prints TAP: one line per test, then how many passed and failed.
export class Report {
  passed = 0
  failed = 0

  async test(name, body) {
    const number = this.passed + this.failed + 1
    try {
      await body()
      this.passed++
      console.log(`ok ${number} - ${name}`)
    } catch (error) {
      this.failed++
      console.log(`not ok ${number} - ${name}`)
      for (const line of String(error.stack ?? error).split('\n').slice(0, 12)) console.log(`  # ${line}`)
    }
  }

  /// The exit code of the program.
  finish() {
    console.log(`1..${this.passed + this.failed}`)
    console.log(`${this.passed} passed, ${this.failed} failed`)
    return this.failed === 0 && this.passed > 0 ? 0 : 1
  }
}

export function expect(condition, what) {
  if (!condition) throw new Error(what)
}
