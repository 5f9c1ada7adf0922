using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Script.Kemi;

namespace Signalbox.Script.Tests.Kemi;

/// <summary>Variables <c>$var(name)</c> in memory, <c>$ru</c> as bytes and <c>$ro</c> read-only; everything else is unknown.</summary>
internal sealed class FakeVariables : IKemiVariables
{
    private readonly Dictionary<string, ScriptValue> _values = new(StringComparer.Ordinal);

    public int Bound { get; private set; }

    public VariableReference? Bind(string name, out string error)
    {
        error = $"no variable '{name}'";
        if (!name.StartsWith("$var(", StringComparison.Ordinal) && name is not ("$ru" or "$ro"))
            return null;

        Bound++;
        return new Variable(this, name);
    }

    public IReadOnlyList<ArgumentPart>? Split(string text, out string error)
    {
        error = string.Empty;
        return [.. text.Split('/').Select(part => new ArgumentPart(part, Bind(part, out _)))];
    }

    public VariableReference[]? BindAll(string names, out string error) => Bind(names, out error) is { } one ? [one] : null;

    private sealed class Variable(FakeVariables owner, string name) : VariableReference
    {
        private static readonly byte[] Bytes = "sip:bob@127.0.0.1"u8.ToArray();

        public override string Text => name;

        public override bool IsWritable => name is not "$ro";

        public override ScriptValue Read(RoutingContext context) => name switch
        {
            "$ru" => ScriptValue.Of(Bytes, 0, Bytes.Length),
            "$ro" => ScriptValue.Of("fixed"),
            _ => owner._values.GetValueOrDefault(name),
        };

        public override bool Write(RoutingContext context, in ScriptValue value)
        {
            if (name is "$ro")
                return false;

            owner._values[name] = value;
            return true;
        }
    }
}
