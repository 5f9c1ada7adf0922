using System.Diagnostics;
using System.Text;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Core;

/// <content>Config groups, and commands of the old days.</content>
internal sealed partial class CoreModule
{
    [Function("cfg_select", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "This message reads the variables of a config group from one of its instances.")]
    public static bool SelectConfig(RoutingContext context, ConfigGroup group, int id)
    {
        CfgChoice.Choose(context, group.Name, id);
        return true;
    }

    [Function("cfg_reset", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "This message reads the common variables of a config group again.")]
    public static bool ResetConfig(RoutingContext context, ConfigGroup group)
    {
        CfgChoice.Reset(context, group.Name);
        return true;
    }

    [Function("error", Surface = Surfaces.Cfg, Summary = "Logs that it does nothing, as the peer's does.")]
    public bool LogError(RoutingContext context, [Constant] string style, [Constant] string text) =>
        WriteLog(context, LogLevels.Notice, Engine.Values.ScriptValue.Of($"error(\"{style}\", \"{text}\") does nothing"));

    /// <summary>Runs a command line of the shell and waits for its end; the result is in the log only.</summary>
    [Function("exec", Surface = Surfaces.Cfg, Blocking = true, Summary = "Runs a command line of the shell and waits for its end.")]
    public bool Execute(RoutingContext context, [Constant] string command)
    {
        var start = new ProcessStartInfo("/bin/sh") { ArgumentList = { "-c", command }, StandardInputEncoding = Encoding.Latin1, RedirectStandardInput = true, UseShellExecute = false };
        using var process = Process.Start(start);
        process?.StandardInput.Close();
        process?.WaitForExit();
        if (process is { ExitCode: not 0 })
            WriteLog(context, LogLevels.Notice, Engine.Values.ScriptValue.Of($"exec: the command ended with {process.ExitCode}"));

        return true;
    }
}
