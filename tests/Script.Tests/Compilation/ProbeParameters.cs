using Signalbox.Engine.Catalog;
using Signalbox.Engine.Values;

namespace Signalbox.Script.Tests.Compilation;

/// <summary>An instance that keeps what modparam sets.</summary>
internal sealed class ProbeParameters
{
    public Dictionary<string, ScriptValue> Values { get; } = [];

    public EventRoute Done { get; } = new("tm:done");

    public static ParameterDescriptor Number(string name) => Of(name, ParameterKind.Integer);

    public static ParameterDescriptor Text(string name) => Of(name, ParameterKind.Text);

    private static ParameterDescriptor Of(string name, ParameterKind kind) => new()
    {
        Name = name,
        Kind = kind,
        Set = (object module, in ScriptValue value) =>
        {
            ((ProbeParameters)module).Values[name] = value;
            return null;
        },
    };
}
