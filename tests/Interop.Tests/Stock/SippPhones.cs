using System.Globalization;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Stock;

/// <summary>Alice and Bob, played by SIPp: bob registers and takes calls, alice places them.</summary>
internal sealed class SippPhones : IDisposable
{
    private readonly string _folder;
    private readonly string _transport;
    private readonly string _address;
    private readonly int _calleePort = Ports.FreeOfBoth();
    private readonly Tool _callee;

    /// <summary>Starts bob's phone.</summary>
    /// <param name="folder">Takes scenarios and logs.</param>
    /// <param name="transport">udp or tcp.</param>
    /// <param name="askPasswords">A request that is not challenged is a failure.</param>
    /// <param name="address">Where the phones live.</param>
    public SippPhones(string folder, string transport = "udp", bool askPasswords = false, string address = "127.0.0.1")
    {
        (_folder, _transport, _address) = (folder, transport, address);
        File.WriteAllText(Path.Combine(folder, "register.xml"), SippScenarios.Register(askPasswords));
        File.WriteAllText(Path.Combine(folder, "call.xml"), SippScenarios.Call(askPasswords));
        File.WriteAllText(Path.Combine(folder, "answer.xml"), SippScenarios.Answer());
        _callee = Tool.Start("sipp", folder, "-sf", "answer.xml", "-i", address, "-p", Text(_calleePort), "-t", Mode, "-nostdin");
        Assert.True(SpinWait.SpinUntil(() => Ports.IsBoundOrListening(_calleePort), TimeSpan.FromSeconds(10)), _callee.Output);
    }

    /// <summary>What bob registers.</summary>
    public string Contact => $"sip:bob@{_address}:{_calleePort}{(_transport == "udp" ? "" : $";transport={_transport}")}";

    private string Mode => _transport == "udp" ? "u1" : "t1";

    /// <summary>Registers bob.</summary>
    public void Register(int server) => Check(Run("register.xml", server, 1, "bob", "builder"));

    /// <summary>Bob with a wrong password must be asked again.</summary>
    public void RegisterInVain(int server)
    {
        var (code, errors) = Run("register.xml", server, 1, "bob", "wrong");
        Assert.Equal(1, code);
        Assert.Contains("SIP/2.0 401 Unauthorized", errors, StringComparison.Ordinal);
    }

    /// <summary>Alice calls bob; each call must complete.</summary>
    public void Call(int server, int calls) => Check(Run("call.xml", server, calls, "alice", "wonderland"));

    /// <inheritdoc />
    public void Dispose() => _callee.Dispose();

    private (int ExitCode, string Errors) Run(string scenario, int server, int times, string user, string password)
    {
        var errors = Path.Combine(_folder, "errors.log");
        File.Delete(errors);
        using var sipp = Tool.Start(
            "sipp", _folder, "-sf", scenario, "-i", _address, "-p", Text(Ports.FreeOfBoth()), "-t", Mode, "-m", Text(times), "-r", "20", "-s", "bob", "-key", "me", user, "-key", "contact", Contact,
            "-au", user, "-ap", password, "-nostdin", "-trace_err", "-error_file", errors, "-timeout", "30", $"127.0.0.1:{server}");
        sipp.WaitForEnd(60);
        return (sipp.ExitCode, File.Exists(errors) ? File.ReadAllText(errors) : sipp.Output);
    }

    private static void Check((int ExitCode, string Errors) run) =>
        Assert.True(run.ExitCode == 0, $"sipp ended with status {run.ExitCode}: {(run.Errors.Length > 3000 ? run.Errors[^3000..] : run.Errors)}");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
