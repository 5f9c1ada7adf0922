using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Exec;

/// <summary>Runs programs for the script.</summary>
[Module("exec", Summary = "Runs external programs; the worker waits for their end.")]
internal sealed class ExecModule(ILoggerFactory logs) : IModule
{
    private readonly ILogger _log = logs.CreateLogger("exec");

    /// <summary>Time for a program.</summary>
    [Parameter("time_to_kill", Default = "0", Unit = "s", Min = 0, Max = 3600, Summary = "A program that runs longer is killed; 0 = it gets 60 s.")]
    public int TimeToKill { get; set; }

    /// <summary>True to describe the message in the environment.</summary>
    [Parameter("setvars", Default = "1", Summary = "1 describes the message in the environment: SIP_METHOD, SIP_RURI, SIP_ORURI, SIP_USER, SIP_OUSER, SIP_SRCIP, SIP_TID, SIP_DID and SIP_HF_NAME for each header.")]
    public bool SetsVariables { get; set; } = true;

    /// <summary>True to keep values from being read as functions by old shells.</summary>
    [Parameter("bash_safety", Default = "1", Summary = "1 puts a blank before values of the environment that begin like a function of the shell.")]
    public bool BashSafety { get; set; } = true;

    /// <summary>Runs a program with the message on its input.</summary>
    [Function("exec_msg", Routes = RouteKinds.Any, Blocking = true, Summary = "Runs a line of the shell with the message on its input; true when its exit status is 0.")]
    public ReturnCode Message(RoutingContext context, [Shell] string command) => Run(context, command, context.Message.Bytes, out _);

    /// <summary>Runs a program.</summary>
    [Function("exec_cmd", Routes = RouteKinds.Any, Blocking = true, Summary = "Runs a line of the shell; true when its exit status is 0.")]
    public ReturnCode Command(RoutingContext context, [Shell] string command) => Run(context, command, default, out _);

    /// <summary>Runs a program that tells where a request goes.</summary>
    [Function("exec_dset", Routes = RouteKinds.Request | RouteKinds.Failure, Blocking = true, Summary = "Runs a line of the shell with the request URI as a further word; the lines of its output become the request URI and further branches.")]
    public ReturnCode Destinations(RoutingContext context, [Shell] string command)
    {
        var uri = Latin1.ToText(context.RequestUri).Replace("'", "%27", StringComparison.Ordinal);
        if (Run(context, $"{command} '{uri}'", default, out var lines).Value < 0)
            return ReturnCode.False;

        var isFirst = true;
        foreach (var line in lines)
        {
            var text = Latin1.ToBytes(line.Trim());
            if (text.Length == 0)
                continue;

            if (!SipUriParser.TryParse(text, out _))
            {
                _log.LogError("exec_dset: '{Line}' is no URI", line.Trim());
                return ReturnCode.False;
            }

            if (isFirst)
                context.NewRequestUri.Set(text);
            else
                context.Branches.Add(context.Snapshot.Settings.MaxBranches - 1)?.Uri.Set(text);

            isFirst = false;
        }

        return ReturnCode.Of(!isFirst);
    }

    /// <summary>Runs a program that fills AVPs.</summary>
    [Function("exec_avp", Kemi = "exec_avp/1", Routes = RouteKinds.Any, Blocking = true, Summary = "Runs a line of the shell; the lines of its output go into $avp(1), $avp(2) and so on, or into the AVPs named, parted by semicolons.")]
    public ReturnCode Avps(RoutingContext context, [Shell] string command, [Constant] AvpNames? names = null)
    {
        if (Run(context, command, default, out var lines).Value < 0)
            return ReturnCode.False;

        for (var i = 0; i < lines.Length; i++)
        {
            if (names is not null && i >= names.Names.Length)
                break;

            context.Avps.Push(names?.Names[i] ?? (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), ScriptValue.Of(lines[i]));
        }

        return ReturnCode.True;
    }

    private ReturnCode Run(RoutingContext context, string command, ReadOnlySpan<byte> input, out string[] lines)
    {
        var limit = TimeSpan.FromSeconds(TimeToKill > 0 ? TimeToKill : 60);
        var run = new ShellRun(command, limit);
        if (SetsVariables)
            MessageEnvironment.Fill(run.Environment, context, BashSafety);

        lines = run.Run(input, out var problem);
        if (problem.Length > 0)
            _log.LogError("'{Command}': {Problem}", command, problem);

        return ReturnCode.Of(problem.Length == 0);
    }
}
