using Signalbox.Engine.Values;
using Signalbox.Script.JavaScript;
using Signalbox.Script.Kemi;
using Signalbox.Script.Lua;
using Xunit;

namespace Signalbox.Script.Tests.Kemi;

/// <summary>An interpreter of either language with a few functions to call.</summary>
internal sealed class TestInterpreter : IDisposable
{
    private readonly KemiWatch _watch;

    public TestInterpreter(string language, KemiLimits? limits = null)
    {
        limits ??= new KemiLimits();
        _watch = new KemiWatch(limits);
        KemiFunction[] functions =
        [
            new TestFunction("", "log", KemiReturn.None, default, KemiType.Text) { Effect = null },
            Say,
            Reply,
            new TestFunction("m", "yes", KemiReturn.Boolean, ScriptValue.Of(1)),
            new TestFunction("m", "no", KemiReturn.Boolean, ScriptValue.Of(0)),
            new TestFunction("m", "minus", KemiReturn.Integer, ScriptValue.Of(-1)),
            new TestFunction("m", "text", KemiReturn.Value, ScriptValue.Of("caf\u00e9")),
            new TestFunction("m", "bytes", KemiReturn.Value, ScriptValue.Of("xINVITEx"u8.ToArray(), 1, 6)),
            new TestFunction("m", "nothing", KemiReturn.Value, default),
            new TestFunction("m", "big", KemiReturn.Value, ScriptValue.Of(1L << 40)),
            new TestFunction("m", "breaks", KemiReturn.Integer, default) { Effect = static () => throw new InvalidOperationException("inside") },
            Again,
            new TestFunction("x", "mark_drop", KemiReturn.None, default) { Effect = () => Dropped = true },
        ];
        Interpreter = language == "lua"
            ? new LuaInterpreter(functions, limits, _watch, Errors.Add)
            : new JavaScriptInterpreter(functions, limits, Errors.Add);
        InsideAgain = () => Nested = Interpreter.Invoke("inner", []);
    }

    public KemiInterpreter Interpreter { get; }

    public List<string> Errors { get; } = [];

    public TestFunction Say { get; } = new("", "say", KemiReturn.None, default, KemiType.Text);

    public TestFunction Reply { get; } = new("sl", "send_reply", KemiReturn.Integer, ScriptValue.Of(1), KemiType.Integer, KemiType.Text);

    public bool Dropped { get; private set; }

    public KemiOutcome Nested { get; private set; }

    public Action InsideAgain { get; set; } = () => { };

    private TestFunction Again => new("m", "again", KemiReturn.Integer, ScriptValue.Of(1)) { Effect = () => InsideAgain() };

    /// <summary>What KSR.say was given, one line a call.</summary>
    public string Said => string.Join('\n', Say.Calls.Select(call => call[4..]));

    public void Load(string text, string path = "t.lua") => Assert.Null(Interpreter.Load(new KemiSource(path, text)));

    public void Dispose()
    {
        Interpreter.Dispose();
        _watch.Dispose();
    }
}
