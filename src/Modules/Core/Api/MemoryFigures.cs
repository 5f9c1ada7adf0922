using System.Diagnostics;
using Signalbox.Engine.Control;

namespace Signalbox.Modules.Core.Api;

/// <summary>The memory of the process under the peer's names. There is one heap, so it stands for both of the peer's.</summary>
/// <param name="Total">Bytes that the process may take.</param>
/// <param name="Used">Bytes of live objects and of those not yet collected.</param>
/// <param name="RealUsed">Bytes that the process holds.</param>
/// <param name="MaxUsed">The most bytes that it ever held.</param>
/// <param name="Fragments">Bytes of the heap that lie between objects.</param>
/// <param name="ReadAt">When they were read, in milliseconds of the clock that only goes forward.</param>
internal sealed record MemoryFigures(long Total, long Used, long RealUsed, long MaxUsed, long Fragments, long ReadAt)
{
    private const string Group = "shmem";
    private const long MaxAgeMilliseconds = 1000;
    private static MemoryFigures? _last;

    /// <summary>Bytes that are left.</summary>
    public long Free => Math.Max(0, Total - RealUsed);

    /// <summary>The figures as of now, or as of one second ago at most.</summary>
    public static MemoryFigures Read()
    {
        var now = Environment.TickCount64;
        if (Volatile.Read(ref _last) is { } last && now - last.ReadAt < MaxAgeMilliseconds)
            return last;

        using var process = Process.GetCurrentProcess();
        var heap = GC.GetGCMemoryInfo();
        var figures = new MemoryFigures(
            heap.TotalAvailableMemoryBytes, GC.GetTotalMemory(forceFullCollection: false), process.WorkingSet64, process.PeakWorkingSet64, heap.FragmentedBytes, now);
        Volatile.Write(ref _last, figures);
        return figures;
    }

    /// <summary>Adds them as statistics of the group <c>shmem</c>.</summary>
    public void AddTo(List<ServerStatistic> all)
    {
        foreach (var (name, value) in (ReadOnlySpan<(string, long)>)[("fragments", Fragments), ("free_size", Free), ("max_used_size", MaxUsed), ("real_used_size", RealUsed), ("total_size", Total), ("used_size", Used)])
            all.Add(new ServerStatistic(Group, name, value, Counter: null));
    }

    /// <summary>Fills a row, in units of <paramref name="unit"/> bytes.</summary>
    public void Show(RpcValue row, long unit = 1) => row
        .With("total", Total / unit).With("free", Free / unit).With("used", Used / unit)
        .With("real_used", RealUsed / unit).With("max_used", MaxUsed / unit).With("fragments", Fragments);
}
