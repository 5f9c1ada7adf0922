using Signalbox.Engine.Catalog;
using Signalbox.Engine.Control;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Kemi.Api;

namespace Signalbox.Modules.AppLua;

/// <summary>Lua scripts: <c>cfgengine "lua"</c> and calls from native routes.</summary>
[Module("app_lua", Summary = "Runs routes and functions written in Lua.")]
internal sealed class AppLuaModule : ScriptModule
{
    /// <inheritdoc />
    public override string Language => "lua";

    /// <summary>True when app_lua.reload may be used.</summary>
    [Parameter("reload", Default = "0", Summary = "1 allows the command app_lua.reload.", Min = 0, Max = 1)]
    public int ReloadEnabled { get; set; }

    /// <summary>Adds a script file; they run in the order given, in one interpreter per worker.</summary>
    [Parameter("load", Summary = "Path of a script, relative to the working folder; may be given several times.")]
    public string? Load(string path) => AddPath(path);

    /// <summary>Calls a function of the script.</summary>
    [Function("lua_run", Kemi = "run/1,run_p1/2,run_p2/3,run_p3/4", Routes = RouteKinds.Any, Answers = true, Summary = "Calls a function of the script with up to three text arguments.")]
    public ReturnCode Run(RoutingContext context, [ScriptFunctionName] string function, string? first = null, string? second = null, string? third = null) =>
        Call(context, function, first, second, third);

    /// <summary>Runs a file.</summary>
    [Function("lua_dofile", Kemi = "dofile", Routes = RouteKinds.Any, Blocking = true, Answers = true, Summary = "Runs a Lua file.")]
    public ReturnCode RunFile(RoutingContext context, string path) => Runtime?.RunFile(context, path) ?? -1;

    /// <summary>Runs a piece of Lua.</summary>
    [Function("lua_dostring", Kemi = "dostring", Routes = RouteKinds.Any, Blocking = true, Answers = true, Summary = "Runs a piece of Lua.")]
    [Function("lua_runstring", Kemi = "runstring", Routes = RouteKinds.Any, Blocking = true, Answers = true, Summary = "Runs a piece of Lua.")]
    public ReturnCode RunText(RoutingContext context, string text) => Runtime?.RunText(context, text) ?? -1;

    /// <summary>Loads the scripts again; globals are kept.</summary>
    [Rpc("app_lua.reload", Summary = "Runs the script files again in every worker; globals are kept.")]
    public void Reload(RpcCall call)
    {
        if (ReloadEnabled == 0)
            call.Fault(500, "Reload Failed: modparam(\"app_lua\", \"reload\", 1) is not set");
        else if (call.Integer(0) is { } index && (index < 0 || index >= Paths.Count))
            call.Fault(500, "Reload Failed");
        else
            TryReload(call);
    }

    /// <summary>Lists the script files.</summary>
    [Rpc("app_lua.list", Summary = "Lists the script files.", IsList = true)]
    public void List(RpcCall call)
    {
        for (var i = 0; i < Paths.Count; i++)
            call.Add($"{i}: [{Paths[i]}]");
    }

    /// <summary>Lists the functions that scripts see.</summary>
    [Rpc("app_lua.api_list", Summary = "Lists the functions that scripts see.")]
    public void ListApi(RpcCall call) => ListFunctions(call);
}
