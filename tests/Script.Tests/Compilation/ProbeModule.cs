using System.Text;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Script.Tests.Compilation;

/// <summary>A module with just enough functions and variables to run the language's own rules.</summary>
internal sealed class ProbeModule
{
    public StringBuilder Output { get; } = new();

    public ModuleDescriptor Descriptor() => new()
    {
        Name = "probe",
        Create = _ => this,
        Functions =
        [
            Function("P", (context, arguments) => Say(arguments[0].ToText()), Parameter("text", ArgumentKind.Format)),
            Function("kind", (context, _) => Say(Kind(context.Avps.Get("r")))),
            Function("strange", (_, arguments) => ScriptValue.Of(arguments[0].ToInteger()), Parameter("code", ArgumentKind.Integer)),
        ],
        Variables =
        [
            new VariableDescriptor
            {
                Name = "var",
                Inner = InnerName.Literal,
                Read = static (object _, RoutingContext context, in VariableKey key) =>
                    context.Worker.Variables.Get(WorkerVariables.Find(key.Name)!) is { IsDefined: true } value ? value : ScriptValue.Of(0),
                Write = static (object _, RoutingContext context, in VariableKey key, in ScriptValue value) =>
                {
                    context.Worker.Variables.Set(WorkerVariables.Find(key.Name)!, value.IsDefined ? value : ScriptValue.Of(0));
                    return true;
                },
            },
            new VariableDescriptor
            {
                Name = "avp",
                Inner = InnerName.Dynamic,
                Read = static (object _, RoutingContext context, in VariableKey key) => context.Avps.Get(key.Name, key.Index.Value),
                Write = static (object _, RoutingContext context, in VariableKey key, in ScriptValue value) =>
                    value.IsDefined ? context.Avps.Push(key.Name, value) : context.Avps.Pop(key.Name) || true,
            },
            new VariableDescriptor
            {
                Name = "hdr",
                Inner = InnerName.Dynamic,
                Read = static (object _, RoutingContext context, in VariableKey key) => Header(context, key.Name),
            },
            Variable("rm", static context => context.Message.Value(context.Message.MethodText)),
            Variable("ru", static context => context.Message.Value(context.Message.RequestUri)),
            Variable("rU", static _ => ScriptValue.Of("alice")),
            Variable("ci", static context => Header(context, "Call-ID")),
            Variable("cs", static _ => ScriptValue.Of("17")),
            Variable("mf", static context => ScriptValue.Of(context.Flags)),
        ],
        Transformations =
        [
            new TransformationDescriptor("s.len", string.Empty, 0, 0, static (RoutingContext _, in ScriptValue value, ReadOnlySpan<ScriptValue> _) => ScriptValue.Of(value.TextLength)),
            new TransformationDescriptor("s.substr", string.Empty, 2, 2, static (RoutingContext _, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
                ScriptValue.Of(value.ToText().Substring((int)arguments[0].Number, (int)arguments[1].Number))),
        ],
    };

    /// <summary>What is there without loadmodule.</summary>
    public static ModuleDescriptor Core() => new()
    {
        Name = "core",
        Implicit = true,
        Create = static _ => new ProbeParameters(),
        Functions = [Function("setflag", static (context, arguments) => Flag(context, arguments[0], true), Parameter("flag", ArgumentKind.Integer))],
    };

    /// <summary>A module that has to be loaded.</summary>
    public static ModuleDescriptor Loadable() => new()
    {
        Name = "tm",
        Create = static _ => new ProbeParameters(),
        Parameters =
        [
            ProbeParameters.Number("fr_timer"),
            ProbeParameters.Text("db_url"),
        ],
        Functions =
        [
            Function("is_method", static (context, arguments) => IsMethod(context, arguments[0]), Parameter("methods", ArgumentKind.Format)),
            Function("t_relay", static (_, _) => ScriptValue.Of(1)),
            Function("xlog", static (_, _) => ScriptValue.Of(1), Parameter("level", ArgumentKind.Format), Parameter("text", ArgumentKind.Format) with { IsOptional = true }),
            Function("t_on_failure", static (_, _) => ScriptValue.Of(1), new FunctionParameter("route", ArgumentKind.RouteName, false, "route name", null, RouteKinds.Failure)),
            Function("t_wait", static (_, _) => ScriptValue.Of(1), Parameter("ms", ArgumentKind.Integer)),
            Function("t_uri", static (_, _) => ScriptValue.Of(1), new FunctionParameter("uri", ArgumentKind.Converted, false, "uri", ParseUri)),
            Function("t_const", static (_, _) => ScriptValue.Of(1), Parameter("text", ArgumentKind.Constant)),
        ],
        Events = [new EventDescriptor("tm:done", string.Empty, static module => ((ProbeParameters)module).Done)],
    };

    /// <summary>A module that needs another.</summary>
    public static ModuleDescriptor Other() => new()
    {
        Name = "tmx",
        Requires = ["tm"],
        Create = static _ => new ProbeParameters(),
        Parameters = [ProbeParameters.Number("mode")],
        Functions = [Function("t_extra", static (_, _) => ScriptValue.Of(1))],
    };

    private static ProbeFunction Function(string name, ProbeFunction.Call call, params FunctionParameter[] parameters) => new(name, call, parameters);

    private static FunctionParameter Parameter(string name, ArgumentKind kind) => new(name, kind, false, "text");

    private static VariableDescriptor Variable(string name, Func<RoutingContext, ScriptValue> read) => new()
    {
        Name = name,
        Read = (object _, RoutingContext context, in VariableKey _) => read(context),
    };

    private static bool ParseUri(string text, out object? value, out string error)
    {
        value = text;
        error = "expected a URI like sip:host";
        return text.StartsWith("sip:", StringComparison.Ordinal);
    }

    private static ScriptValue IsMethod(RoutingContext context, in ScriptValue methods) =>
        ScriptValue.Of(methods.ToText().Split('|').Contains(Latin1.ToText(context.Message.Span(context.Message.MethodText))) ? 1 : -1);

    private static ScriptValue Header(RoutingContext context, string name)
    {
        var index = context.Message.Find(Encoding.Latin1.GetBytes(name));
        return index < 0 ? ScriptValue.Undefined : context.Message.Value(context.Message.Header(index).Value);
    }

    private static ScriptValue Flag(RoutingContext context, in ScriptValue flag, bool on)
    {
        context.Flags = on ? context.Flags | (1u << (int)flag.Number) : context.Flags & ~(1u << (int)flag.Number);
        return ScriptValue.Of(1);
    }

    private static string Kind(in ScriptValue value) => value.Kind switch
    {
        ValueKind.Undefined => "null",
        ValueKind.Integer => $"int {value.Number}",
        _ => $"str [{value.ToText()}]",
    };

    private ScriptValue Say(string text)
    {
        Output.Append(Output.Length > 0 ? "\n" : string.Empty).Append(text);
        return ScriptValue.Of(1);
    }
}
