using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Control;
using Signalbox.Engine.Hosting;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.SipDump;

/// <summary>Writes received and sent messages into files, and shows them to an event route.</summary>
[Module("sipdump", Summary = "Writes received and sent SIP messages into text and packet capture files.")]
internal sealed partial class SipDumpModule : IModule, ITapObserver
{
    private readonly ILogger _log;
    private readonly Toggle _enabled;
    private readonly DumpWriter _writer;
    private readonly DumpEvents _events;
    private TimeSpan _maxAge;
    private bool _usesWriter;

    /// <summary>Creates the module; state is shared with the other generations.</summary>
    public SipDumpModule(StateStore state, WorkerRegistry workers, TimeProvider time, ILoggerFactory loggers)
    {
        _log = loggers.CreateLogger("sipdump");
        _enabled = state.GetOrAdd("sipdump.enable", static () => new Toggle());
        _writer = state.GetOrAdd("sipdump", () => new DumpWriter(workers, time));
        _events = new DumpEvents(MessageDumped);
    }

    /// <summary>Initial state of the switch.</summary>
    [Parameter("enable", Default = "0", Summary = "1 dumps messages; sipdump.enable changes it at run time.")]
    public int Enable { get; set; }

    /// <summary>What is done with a message.</summary>
    [Parameter("mode", Default = "1", Summary = "Sum of 1 text file, 2 event route, 4 packet capture file, 8 line P-KSR-SIPDump in the packet capture, 16 packet capture file with comments (.pcapng), 32 each transport as it was in the packet capture of 4.", Min = 0, Max = 63)]
    public int Mode { get; set; } = DumpModes.Text;

    /// <summary>Accepted for the peer's configurations.</summary>
    [Parameter("wait", Default = "100", Unit = "us", Summary = "Accepted; the writer looks at its queue every 20 ms.")]
    public int Wait { get; set; } = 100;

    /// <summary>Accepted for the peer's configurations.</summary>
    [Parameter("wait_mode", Default = "0", Summary = "Accepted; the writer never polls faster than every 20 ms.")]
    public int WaitMode { get; set; }

    /// <summary>Age of a set of files.</summary>
    [Parameter("rotate", Default = "7200", Unit = "s", Summary = "A new set of files begins when the last one is that old.", Min = 1)]
    public int Rotate { get; set; } = 7200;

    /// <summary>Folder of the files.</summary>
    [Parameter("folder", Default = "/tmp", Summary = "Folder of the files; it must exist and be writable.")]
    public string Folder { get; set; } = "/tmp";

    /// <summary>Start of the file names.</summary>
    [Parameter("fprefix", Default = "kamailio-sipdump-", Summary = "Start of the file names.")]
    public string FilePrefix { get; set; } = "kamailio-sipdump-";

    /// <summary>Age at which files are deleted.</summary>
    [Parameter("fage", Default = "0", Unit = "s", Summary = "Files with the prefix that are older are deleted, looked at every 600 s; 0 = never.", Min = 0)]
    public int FileAge { get; set; }

    /// <summary>As <see cref="FileAge"/>, with units.</summary>
    [Parameter("fagex", Summary = "As fage, with units: 2d12h; counts before fage.")]
    public string MaxAgeText { get; set; } = string.Empty;

    /// <summary>Size of all files together.</summary>
    [Parameter("fmaxsize", Default = "0", Unit = "MiB", Summary = "Files are deleted, the oldest first, when all together are larger; 0 = no limit. Not in the peer.", Min = 0, Max = 1_073_741_824)]
    public int MaxTotalMebibytes { get; set; }

    /// <summary>Free space of the disk.</summary>
    [Parameter("fminfree", Default = "0", Unit = "MiB", Summary = "Files are deleted, the oldest first, and then nothing is written, while less of the disk is free; 0 = no limit. Not in the peer.", Min = 0, Max = 1_073_741_824)]
    public int MinFreeMebibytes { get; set; }

    /// <summary>True to offer the Call-ID to the event route.</summary>
    [Parameter("parse_call_id", Default = "0", Summary = "1 makes $sipdump(call_id) available.")]
    public bool ParseCallId { get; set; }

    /// <summary>KEMI function of the event.</summary>
    [Parameter("event_callback", IsEventCallback = true, Summary = "KEMI function to run when there is no event_route[sipdump:msg].")]
    public string EventCallback { get; set; } = string.Empty;

    /// <summary>Runs for each message when mode has bit 2.</summary>
    [Event("sipdump:msg", Summary = "Runs for each received and sent message when mode has bit 2; drop keeps it out of the files.")]
    public EventRoute MessageDumped { get; } = new("sipdump:msg");

    /// <summary>Queues the current message.</summary>
    [Function("sipdump_send", Routes = RouteKinds.Any, Kemi = "send", Summary = "Dumps the current message as received, under a tag of your own.")]
    public ReturnCode Send(RoutingContext context, string tag)
    {
        if (!_enabled.IsOn)
            return ReturnCode.True;

        if (!WritesFiles)
        {
            _log.LogWarning("writing to file is disabled - ignoring");
            return ReturnCode.True;
        }

        return ReturnCode.Of(Enqueue(tag, context));
    }

    /// <summary>Bytes of the message that the event is about.</summary>
    [Function("get_buf", Routes = RouteKinds.Any, Surface = Surfaces.Kemi, Summary = "Message that the event is about.")]
    public ScriptValue GetBuffer(RoutingContext context) => DumpEvents.Read(context, DumpField.Buffer);

    /// <summary>Tag of the message that the event is about.</summary>
    [Function("get_tag", Routes = RouteKinds.Any, Surface = Surfaces.Kemi, Summary = "rcv or snd.")]
    public ScriptValue GetTag(RoutingContext context) => DumpEvents.Read(context, DumpField.Tag);

    /// <summary>Source address of the message that the event is about.</summary>
    [Function("get_src_ip", Routes = RouteKinds.Any, Surface = Surfaces.Kemi, Summary = "Source address of the message that the event is about.")]
    public ScriptValue GetSourceIp(RoutingContext context) => DumpEvents.Read(context, DumpField.SourceIp);

    /// <summary>Destination address of the message that the event is about.</summary>
    [Function("get_dst_ip", Routes = RouteKinds.Any, Surface = Surfaces.Kemi, Summary = "Destination address of the message that the event is about.")]
    public ScriptValue GetDestinationIp(RoutingContext context) => DumpEvents.Read(context, DumpField.DestinationIp);

    /// <summary>Reads a property of the message that the event is about.</summary>
    [PseudoVariable("sipdump", Inner = InnerName.Literal, Parser = nameof(ParseField), Summary = "Properties of the dumped message, in event_route[sipdump:msg] only: tag, buf, len, af, proto, sproto, src_ip, dst_ip, src_port, dst_port, call_id.")]
    public ScriptValue Read(RoutingContext context, in VariableKey key)
    {
        var field = (DumpField)key.Parsed!;
        return field == DumpField.CallId && !ParseCallId ? ScriptValue.Undefined : DumpEvents.Read(context, field);
    }

    /// <summary>Shows or changes the switch.</summary>
    [Rpc("sipdump.enable", Summary = "Get or set the enable value, 0 or 1.")]
    public void RpcEnable(RpcCall call)
    {
        var old = _enabled.Value;
        if (call.Integer(0) is { } value and (0 or 1))
            _enabled.Set((int)value);

        call.AddStruct().With("oldval", old).With("newval", _enabled.Value);
    }

    /// <summary>Checks the name in <c>$sipdump(name)</c>.</summary>
    internal static object? ParseField(string inner, out string? error)
    {
        error = null;
        if (DumpEvents.FieldOf(inner) is { } field)
            return field;

        error = $"unknown key '{inner}'; expected tag, buf, len, af, proto, sproto, src_ip, dst_ip, src_port, dst_port or call_id";
        return null;
    }
}
