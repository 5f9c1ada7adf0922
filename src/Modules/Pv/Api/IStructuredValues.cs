using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Pv.Api;

/// <summary>The <c>$xavp</c> of a message, for modules that fill them; implemented by pv.</summary>
internal interface IStructuredValues
{
    /// <summary>Puts a new <c>$xavp(name)</c> with fields on top of those that are there.</summary>
    /// <param name="context">The message.</param>
    /// <param name="name">Name of the root.</param>
    /// <param name="fields">Names of the fields.</param>
    /// <param name="values">As many values; undefined ones are left out.</param>
    /// <returns>False when the store is full.</returns>
    bool Push(RoutingContext context, string name, ReadOnlySpan<string> fields, ReadOnlySpan<ScriptValue> values);

    /// <summary>A field of the newest <c>$xavp(name)</c>; undefined when there is none.</summary>
    /// <param name="context">The message.</param>
    /// <param name="name">Name of the root.</param>
    /// <param name="field">Name of the field.</param>
    ScriptValue Read(RoutingContext context, string name, string field);

    /// <summary>Writes the fields of the newest <c>$xavp(name)</c>, newest first, as <c>;field=value</c>.</summary>
    /// <param name="context">The message.</param>
    /// <param name="name">Name of the root.</param>
    /// <param name="output">Gets the text.</param>
    void WriteParameters(RoutingContext context, string name, Engine.Buffers.ByteWriter output);

    /// <summary>A field of the newest <c>$xavp(name)</c>; undefined when there is none.</summary>
    /// <param name="context">The message.</param>
    /// <param name="name">Name of the root.</param>
    /// <param name="field">Name of the field.</param>
    ScriptValue Newest(RoutingContext context, string name, string field);

    /// <summary>All of a message, newest first.</summary>
    /// <param name="context">The message.</param>
    IReadOnlyList<StructuredValue> All(RoutingContext context);

    /// <summary>Takes the newest <c>$xavp(name)</c> away.</summary>
    /// <param name="context">The message.</param>
    /// <param name="name">Name of the root.</param>
    /// <returns>False when there was none.</returns>
    bool DropNewest(RoutingContext context, string name);
}
