using System.Globalization;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Control;

namespace Signalbox.Modules.Cfgutils;

/// <summary>Commands. Those on flags take a bitmap, as the peer's do.</summary>
internal sealed partial class CfgutilsModule
{
    private string? _hash;

    [Rpc("cfgutils.set_gflag", Mi = "set_gflag", Summary = "Sets global flags by bitmap.")]
    public void RpcSetFlags(RpcCall call)
    {
        if (TryReadMask(call, out var mask))
            _flags.Set(mask);
    }

    [Rpc("cfgutils.reset_gflag", Mi = "reset_gflag", Summary = "Clears global flags by bitmap.")]
    public void RpcResetFlags(RpcCall call)
    {
        if (TryReadMask(call, out var mask))
            _flags.Reset(mask);
    }

    [Rpc("cfgutils.is_gflag", Mi = "is_gflag", Summary = "TRUE when all global flags of a bitmap are set.")]
    public void RpcAreFlagsSet(RpcCall call)
    {
        if (TryReadMask(call, out var mask))
            call.Add(_flags.AreSet(mask) ? "TRUE" : "FALSE");
    }

    [Rpc("cfgutils.get_gflags", Mi = "get_gflags", Summary = "Shows all global flags, in hexadecimal and decimal.")]
    public void RpcGetFlags(RpcCall call) =>
        call.Add(string.Create(CultureInfo.InvariantCulture, $"0x{_flags.Bits:X} ({_flags.Bits})"));

    [Rpc("cfgutils.rand_set_prob", Mi = "rand_set_prob", Summary = "Sets the percentage of rand_event(), 0 to 100.")]
    public void RpcSetProbability(RpcCall call)
    {
        if (call.Integer(0) is not { } percent)
            call.Fault(400, "Bad input format, expected a percentage from 0 to 100");
        else if (percent is < 0 or > MaxProbability)
            call.Fault(400, "Bad percent value, expected 0 to 100");
        else
            _probability.Set((int)percent);
    }

    [Rpc("cfgutils.rand_reset_prob", Mi = "rand_reset_prob", Summary = "Sets the percentage of rand_event() to initial_probability.")]
    public void RpcResetProbability(RpcCall call) => _probability.Set(InitialProbability);

    [Rpc("cfgutils.rand_get_prob", Mi = "rand_get_prob", Summary = "Shows the percentage of rand_event().")]
    public void RpcGetProbability(RpcCall call) => call.Add(string.Create(CultureInfo.InvariantCulture, $"actual probability: {_probability.Value} percent"));

    [Rpc("cfgutils.get_config_hash", Mi = "get_config_hash", Summary = "Shows the MD5 hash that hash_file had at start.")]
    public void RpcGetHash(RpcCall call)
    {
        if (_hash is null)
            call.Fault(404, "No hash available, set modparam hash_file");
        else
            call.Add(_hash);
    }

    [Rpc("cfgutils.check_config_hash", Mi = "check_config_hash", Summary = "Compares hash_file with what it was at start.")]
    public void RpcCheckHash(RpcCall call)
    {
        if (_hash is null)
            call.Fault(404, "No hash available, set modparam hash_file");
        else if (FileHash.Of(HashFile, out var error) is not { } now)
            call.Fault(500, error);
        else if (now != _hash)
            call.Fault(400, "The actual config file hash is not identical to the stored one.");
        else
            call.Add("The actual config file hash is identical to the stored one.");
    }

    private static bool TryReadMask(RpcCall call, out uint mask)
    {
        mask = 0;
        if (call.Integer(0) is not ({ } bits and >= int.MinValue and <= uint.MaxValue))
        {
            call.Fault(400, "Bad flag value, expected a 32-bit bitmap in decimal or 0x hexadecimal");
            return false;
        }

        mask = (uint)bits;
        return true;
    }
}
