using Signalbox.Engine.Routing;

namespace Signalbox.Engine.Catalog;

/// <summary>
/// Declares a script function. The method's first parameter is a <see cref="RoutingContext"/>; the others are what the
/// script passes: <c>ScriptValue</c> or <c>string</c> (PV formats are expanded), <c>long</c>/<c>int</c> (number or
/// variable), a type with <see cref="IScriptArgument{TSelf}"/> (converted at load time when constant), or
/// <see cref="VariableReference"/> and arrays of it (with <see cref="AssignedAttribute"/> when they are assigned). Optional
/// parameters make the smaller arities. Returns <see cref="ReturnCode"/>, <c>bool</c>, <c>void</c>, <c>string?</c>,
/// <c>long</c> or <c>ScriptValue</c>; the last three are for KEMI getters.
/// </summary>
/// <param name="name">Kamailio's name.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class FunctionAttribute(string name) : Attribute
{
    /// <summary>Kamailio's name.</summary>
    public string Name { get; } = name;

    /// <summary>Route blocks in which it may stand.</summary>
    public RouteKinds Routes { get; set; } = RouteKinds.AnyButOnSend;

    /// <summary>One sentence for the docs.</summary>
    public string Summary { get; set; } = string.Empty;

    /// <summary>Where it is offered.</summary>
    public Surfaces Surface { get; set; } = Surfaces.Cfg | Surfaces.Kemi;

    /// <summary>
    /// KEMI name when it differs; with <c>module.name</c> it appears under that KSR object. Several are separated by
    /// commas; a suffix <c>/N</c> fixes the number of arguments, e.g. <c>sip_trace/0,sip_trace_dst/1,sip_trace_dst_cid/2</c>.
    /// </summary>
    public string Kemi { get; set; } = string.Empty;

    /// <summary>True when the function can wait for the world (database, HTTP, DNS).</summary>
    public bool Blocking { get; set; }

    /// <summary>
    /// True when the request is taken care of after the call: it is answered, relayed or stored, or code that this
    /// build cannot look into may do so. <c>signalbox check</c> warns about a request_route that can end without one.
    /// </summary>
    public bool Answers { get; set; }

    /// <summary>True when a cfg passes constants and texts with variables in them only, no variable or expression by itself.</summary>
    public bool ConstantArguments { get; set; }
}
