using Signalbox.Engine.Catalog;
using Signalbox.Engine.Control;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Kemi.Api;

namespace Signalbox.Modules.AppJsdt;

/// <summary>JavaScript: <c>cfgengine "jsdt"</c> and calls from native routes.</summary>
[Module("app_jsdt", Summary = "Runs routes and functions written in JavaScript.")]
internal sealed class AppJsdtModule : ScriptModule
{
    /// <inheritdoc />
    public override string Language => "jsdt";

    /// <summary>How script files are read; the peer's other modes only add <c>require</c>.</summary>
    [Parameter("mode", Default = "1", Summary = "1 is the only mode: no require.", Min = 1, Max = 1)]
    public int Mode { get; set; } = 1;

    /// <summary>The script file.</summary>
    [Parameter("load", Summary = "Path of the script, relative to the working folder.")]
    public string? Load(string path) => AddPath(path);

    /// <summary>Calls a function of the script.</summary>
    [Function("jsdt_run", Kemi = "run/1,run_p1/2,run_p2/3,run_p3/4", Routes = RouteKinds.Any, Answers = true, Summary = "Calls a function of the script with up to three text arguments.")]
    public ReturnCode Run(RoutingContext context, [ScriptFunctionName] string function, string? first = null, string? second = null, string? third = null) =>
        Call(context, function, first, second, third);

    /// <summary>Runs a file.</summary>
    [Function("jsdt_dofile", Kemi = "dofile", Routes = RouteKinds.Any, Blocking = true, Answers = true, Summary = "Runs a JavaScript file.")]
    public ReturnCode RunFile(RoutingContext context, string path) => Runtime?.RunFile(context, path) ?? -1;

    /// <summary>Runs a piece of JavaScript.</summary>
    [Function("jsdt_dostring", Kemi = "dostring", Routes = RouteKinds.Any, Blocking = true, Answers = true, Summary = "Runs a piece of JavaScript.")]
    [Function("jsdt_runstring", Kemi = "runstring", Routes = RouteKinds.Any, Blocking = true, Answers = true, Summary = "Runs a piece of JavaScript.")]
    public ReturnCode RunText(RoutingContext context, string text) => Runtime?.RunText(context, text) ?? -1;

    /// <summary>Loads the script again in fresh engines; globals are lost.</summary>
    [Rpc("app_jsdt.reload", Summary = "Loads the script again in a fresh engine per worker; globals are lost.")]
    public void Reload(RpcCall call)
    {
        var old = Runtime?.Version ?? 0;
        if (TryReload(call))
            call.AddStruct().With("old", old - 1).With("new", (Runtime?.Version ?? 0) - 1);
    }

    /// <summary>Lists the functions that scripts see.</summary>
    [Rpc("app_jsdt.api_list", Summary = "Lists the functions that scripts see.")]
    public void ListApi(RpcCall call) => ListFunctions(call);
}
