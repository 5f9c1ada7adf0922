using Signalbox.Engine.Catalog;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.SipTrace;

/// <summary>From parameters to settings.</summary>
internal sealed partial class SipTraceModule
{
    private TraceSettings Resolve(ModuleValidation validation, TraceTarget? target) => new()
    {
        Table = Table,
        UserAvp = AvpName(validation, "traced_user_avp", TracedUserAvp),
        TableAvp = AvpName(validation, "trace_table_avp", TraceTableAvp),
        DuplicateUri = target,
        ToDatabase = TraceToDatabase,
        UseHep = HepModeOn,
        HepVersion = HepVersion,
        CaptureId = (uint)HepCaptureId,
        AuthKey = Latin1.ToBytes(AuthKey),
        MarkChunk = MarkChunk.Make(MarkChunkName) ?? [],
        HasBareAddresses = !Ipv6Brackets,
        LocalIp = Latin1.ToBytes(TraceLocalIp),
        FlagAlone = TraceFlagMode == 1,
        StopsAtOnce = TraceOffMode == 1,
        RecordsOnce = TraceOnce,
        ShowsAdvertised = (DataMode & 1) != 0,
        FlagMask = TraceFlag is >= 0 and <= 31 ? 1u << TraceFlag : 0,
        Mode = TraceInitMode == 2 ? 0 : TraceMode,
        TracesScript = TraceInitMode != 1,
        TracesStatelessAcks = TraceSlAcks,
        TracesDialogAcks = TraceDialogAck,
        TracesDialogSpirals = TraceDialogSpiral,
        WritesXHeaders = XHeadersWrite,
        ReadsXHeaders = XHeadersRead,
    };

    private static string? AvpName(ModuleValidation validation, string parameter, string text)
    {
        if (text.Length == 0)
            return null;

        if (!text.StartsWith("$avp(", StringComparison.Ordinal) || text[^1] != ')' || text.Length < 7)
        {
            validation.Error(parameter, $"'{text}' is no AVP", "expected for example $avp(name)");
            return null;
        }

        var name = text[5..^1];
        return name.StartsWith("s:", StringComparison.Ordinal) || name.StartsWith("i:", StringComparison.Ordinal) ? name[2..] : name;
    }
}
