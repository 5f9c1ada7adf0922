using System.Globalization;
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

    /// <summary>True for a structure, also when all its fields are gone.</summary>
    public bool HasFields { get; set; }

    /// <summary>What a structure reads as: a text of its own, in the form of the peer's address.</summary>
    public ScriptValue Mark => ScriptValue.Of(string.Create(CultureInfo.InvariantCulture, $"<<xavp:0x7f00{RuntimeHelpers.GetHashCode(this):x8}>>"));

    /// <summary>Fields, newest first.</summary>
    public List<(string Name, ScriptValue Value)> Fields { get; } = [];
}
