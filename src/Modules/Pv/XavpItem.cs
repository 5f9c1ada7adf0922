using System.Runtime.CompilerServices;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Pv;

/// <summary>One root: a plain value, or fields.</summary>
/// <param name="name">Name.</param>
/// <param name="value">Its value; undefined when it has fields.</param>
internal sealed class XavpItem(string name, ScriptValue value)
{
    /// <summary>Name.</summary>
    public string Name { get; } = name;

    /// <summary>Plain value.</summary>
    public ScriptValue Value { get; } = value;

    /// <summary>What a root with fields reads as: a mark of its own, shaped like the peer's.</summary>
    public ScriptValue Mark => ScriptValue.Of($"<<xavp:0x7f{RuntimeHelpers.GetHashCode(this):x10}>>");

    /// <summary>Fields, newest first.</summary>
    public List<(string Name, ScriptValue Value)> Fields { get; } = [];
}
