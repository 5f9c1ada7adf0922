using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Control;
using Signalbox.Modules.Cfgutils;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Cfgutils;

public sealed class CfgutilsModuleTests
{
    private readonly StateStore _state = new();
    private readonly LoopbackEngine _log = new();

    [Fact]
    public async Task Flags_and_probability_survive_a_reload_until_the_cfg_says_something_new()
    {
        var module = await StartAsync(flags: 1, probability: 10);
        Reply(module.RpcSetFlags, RpcValue.Of("0x6"));
        Reply(module.RpcSetProbability, RpcValue.Of(40));

        var same = await StartAsync(flags: 1, probability: 10);
        Assert.Equal("0x7 (7)", Reply(same.RpcGetFlags));
        Assert.Equal("actual probability: 40 percent", Reply(same.RpcGetProbability));

        var other = await StartAsync(flags: 8, probability: 5);
        Assert.Equal("0x8 (8)", Reply(other.RpcGetFlags));
        Assert.Equal("actual probability: 5 percent", Reply(other.RpcGetProbability));
    }

    [Fact]
    public async Task Commands_on_flags_take_a_bitmap()
    {
        var module = await StartAsync(0, 10);

        Assert.Equal("", Reply(module.RpcSetFlags, RpcValue.Of(6)));
        Assert.Equal("TRUE", Reply(module.RpcAreFlagsSet, RpcValue.Of(4)));
        Assert.Equal("FALSE", Reply(module.RpcAreFlagsSet, RpcValue.Of(5)));
        Assert.Equal("", Reply(module.RpcResetFlags, RpcValue.Of(4)));
        Assert.Equal("0x2 (2)", Reply(module.RpcGetFlags));
        Assert.StartsWith("400 ", Reply(module.RpcSetFlags, RpcValue.Of("x")), StringComparison.Ordinal);
        Assert.StartsWith("400 ", Reply(module.RpcSetProbability, RpcValue.Of(101)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_file_is_noticed()
    {
        var path = Path.GetTempFileName();
        var module = New(0, 10);
        Assert.StartsWith("404 ", Reply(module.RpcCheckHash), StringComparison.Ordinal);

        await File.WriteAllTextAsync(path, "abc");
        module.HashFile = path;
        await module.StartAsync(default);
        Assert.Equal("900150983cd24fb0d6963f7d28e17f72", Reply(module.RpcGetHash));
        Assert.Equal("The actual config file hash is identical to the stored one.", Reply(module.RpcCheckHash));
        await File.WriteAllTextAsync(path, "abcd");
        Assert.StartsWith("400 ", Reply(module.RpcCheckHash), StringComparison.Ordinal);
        File.Delete(path);
        Assert.StartsWith("500 ", Reply(module.RpcCheckHash), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hash_file_that_cannot_be_read_refuses_the_start()
    {
        var module = New(0, 10);
        module.HashFile = "/nonexistent/file";

        var refusal = await Assert.ThrowsAsync<ModuleStartException>(async () => await module.StartAsync(default));

        Assert.StartsWith("hash_file '/nonexistent/file': ", refusal.Message, StringComparison.Ordinal);
    }

    private static string Reply(Action<RpcCall> command, params RpcValue[] parameters)
    {
        var call = new RpcCall("test", parameters);
        command(call);
        return call.FaultCode > 0 ? $"{call.FaultCode} {call.FaultText}" : string.Join('\n', call.Rows.Select(static row => row.ToText()));
    }

    private CfgutilsModule New(long flags, int probability) => new(_state, _log) { InitialFlags = flags, InitialProbability = probability };

    private async Task<CfgutilsModule> StartAsync(long flags, int probability)
    {
        var module = New(flags, probability);
        await module.StartAsync(default);
        return module;
    }
}
