using System.Diagnostics;
using System.Globalization;
using Signalbox.Engine.Diagnostics;
using Signalbox.Script.Tests.Analysis;
using Xunit;

namespace Signalbox.Script.Tests.Parsing;

/// <summary>Loads texts of any kind on a thread with the stack of a pool thread, and holds time and memory of each.</summary>
internal sealed class FuzzLoad
{
    private const int StackBytes = 1536 * 1024;
    private const long MaxAllocatedBytes = 1L << 30;
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(1);

    /// <summary>The longest load.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>What was loaded longest.</summary>
    public string LongestName { get; private set; } = string.Empty;

    /// <summary>The most that one load allocated.</summary>
    public long MostBytes { get; private set; }

    /// <summary>Runs something that calls <see cref="Check"/> on such a thread and passes its failure on.</summary>
    public static void OnSmallStack(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(action), StackBytes);
        thread.Start();
        thread.Join();
        Assert.True(failure is null, failure?.ToString());
    }

    /// <summary>Loads; fails on an exception, on more than a second and on more memory than a load may take.</summary>
    public DiagnosticBag Check(string cfg, string name)
    {
        var found = Time(cfg, name, out var time);

        // Another process may have had the processor: once more, and the shorter time counts.
        for (var again = 0; time > MaxTime && again < 2; again++)
        {
            Time(cfg, name, out var second);
            time = second < time ? second : time;
        }

        if (time > Longest)
            (Longest, LongestName) = (time, name);

        Assert.True(time <= MaxTime, $"{name}: took {time.TotalMilliseconds} ms\n{Excerpt(cfg)}");
        return found;
    }

    private DiagnosticBag Time(string cfg, string name, out TimeSpan time)
    {
        var files = new MemoryFiles();
        files.Files["test.cfg"] = cfg;
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var begin = Clock();
        try
        {
            var found = HollowCatalog.Check(files, new LoaderOptions { Path = "test.cfg" });
            foreach (var item in found.Items)
                Assert.True(item.Render().Length < 4096, $"{name}: a finding of {item.Render().Length} characters");

            return found;
        }
        catch (Exception defect) when (defect is not Xunit.Sdk.XunitException)
        {
            Assert.Fail($"{name}: {defect}\n{Excerpt(cfg)}");
            throw;
        }
        finally
        {
            time = Clock() - begin;
            bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
            MostBytes = Math.Max(MostBytes, bytes);
            Assert.True(bytes <= MaxAllocatedBytes, $"{name}: {bytes >> 20} MiB\n{Excerpt(cfg)}");
        }
    }

    /// <summary>Time on a processor of this thread, so that a busy machine fails no test; the wall clock where the system does not tell.</summary>
    private static TimeSpan Clock()
    {
        const string file = "/proc/thread-self/schedstat";
        return File.Exists(file)
            ? TimeSpan.FromTicks(long.Parse(File.ReadAllText(file).Split(' ')[0], CultureInfo.InvariantCulture) / 100)
            : Stopwatch.GetElapsedTime(0);
    }

    private static string Excerpt(string cfg) => cfg.Length < 20_000 ? cfg : cfg[..20_000];
}
