using Signalbox.Script.JavaScript;
using Xunit;

namespace Signalbox.Script.Tests.JavaScript;

public sealed class LoopGuardTests
{
    [Theory]
    [InlineData("while (a) b();", "while (C()&&(a)) b();")]
    [InlineData("while(a){while(b){}}", "while(C()&&(a)){while(C()&&(b)){}}")]
    [InlineData("do x(); while (a);", "do x(); while (C()&&(a));")]
    [InlineData("for (;;) x();", "for (;C();) x();")]
    [InlineData("for (var i = 0, n = f(';)'); i < n; i++) x();", "for (var i = 0, n = f(';)');C()&&( i < n); i++) x();")]
    [InlineData("for (k in o) x();", "for (k in o) x();")]
    [InlineData("for (\n;\n;\n) x();", "for (\n;C()\n;\n) x();")]
    [InlineData("while /* ( */ (a) b();", "while /* ( */ (C()&&(a)) b();")]
    [InlineData("while (function () { while (a) { } }()) { }", "while (C()&&(function () { while (C()&&(a)) { } }())) { }")]
    [InlineData("var s = 'while (a)'; // for (;;)\n/* while (b) */", "var s = 'while (a)'; // for (;;)\n/* while (b) */")]
    [InlineData("x = a / b; y = /while (a)[/(]/.test(s);", "x = a / b; y = /while (a)[/(]/.test(s);")]
    [InlineData("o.while(1); o.for(2); meanwhile(3);", "o.while(1); o.for(2); meanwhile(3);")]
    [InlineData("s = \"a\\\"while (b)\";", "s = \"a\\\"while (b)\";")]
    [InlineData("while (a", "while (a")]
    [InlineData("while", "while")]
    [InlineData("'open", "'open")]
    public void Loops_get_a_check_and_nothing_else_changes(string text, string expected) =>
        Assert.Equal(expected.Replace("C()", $"{LoopGuards.Check}()", StringComparison.Ordinal), LoopGuards.Insert(text));
}
