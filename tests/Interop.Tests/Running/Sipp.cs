namespace Signalbox.Interop.Tests.Running;

/// <summary>SIPp's built-in caller and callee.</summary>
internal sealed class Sipp : IDisposable
{
    private readonly Tool _callee;
    private readonly string _folder;

    /// <summary>Starts a callee on a free port.</summary>
    public Sipp(string folder, int calleePort)
    {
        _folder = folder;
        _callee = Tool.Start("sipp", folder, "-sn", "uas", "-i", "127.0.0.1", "-p", $"{calleePort}", "-nostdin");
    }

    /// <summary>Places calls and waits for their end; a failed call or an unexpected message fails the test.</summary>
    public void Call(string proxy, int calls, int rate)
    {
        using var caller = StartCaller(proxy, calls, rate);
        caller.WaitForEnd(60 + (2 * calls / rate));
        Check(caller);
    }

    /// <summary>Begins to place calls.</summary>
    public Tool StartCaller(string proxy, int calls, int rate) =>
        Tool.Start("sipp", _folder, "-sn", "uac", "-i", "127.0.0.1", "-p", $"{Ports.Free()}", proxy, "-m", $"{calls}", "-r", $"{rate}", "-d", "100", "-l", "2000", "-nostdin", "-trace_err", "-trace_stat", "-stf", "calls.csv", "-fd", "1");

    /// <summary>Fails the test when calls failed.</summary>
    public void Check(Tool caller)
    {
        var errors = string.Join('\n', Directory.GetFiles(_folder, "*errors.log").Select(File.ReadAllText));
        Assert.True(caller.ExitCode == 0, $"sipp ended with status {caller.ExitCode}: {Tail(errors)}\n{Tail(caller.Output)}");
        Assert.DoesNotContain("Unexpected", errors, StringComparison.Ordinal);
    }

    public void Dispose() => _callee.Dispose();

    private static string Tail(string text) => text.Length > 2000 ? text[^2000..] : text;
}
