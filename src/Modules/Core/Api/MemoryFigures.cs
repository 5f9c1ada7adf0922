using System.Diagnostics;
using Signalbox.Engine.Control;

namespace Signalbox.Modules.Core.Api;

/// <summary>The memory of the process under the peer's names. There is one heap, so it stands for both of the peer's.</summary>
/// <param name="Total">Bytes that the process may take.</param>
/// <param name="Used">Bytes of live objects and of those not yet collected.</param>
/// <param name="RealUsed">Bytes that the process holds.</param>
/// <param name="MaxUsed">The most bytes that it ever held.</param>
/// <param name="Fragments">Bytes of the heap that lie between objects.</param>
internal readonly record struct MemoryFigures(long Total, long Used, long RealUsed, long MaxUsed, long Fragments)
{
    /// <summary>Bytes that are left.</summary>
    public long Free => Math.Max(0, Total - RealUsed);

    /// <summary>The figures as of now.</summary>
    public static MemoryFigures Read()
    {
        using var process = Process.GetCurrentProcess();
        var heap = GC.GetGCMemoryInfo();
        return new MemoryFigures(
            heap.TotalAvailableMemoryBytes, GC.GetTotalMemory(forceFullCollection: false), process.WorkingSet64, process.PeakWorkingSet64, heap.FragmentedBytes);
    }

    /// <summary>Fills a row, in units of <paramref name="unit"/> bytes.</summary>
    public void Show(RpcValue row, long unit = 1) => row
        .With("total", Total / unit).With("free", Free / unit).With("used", Used / unit)
        .With("real_used", RealUsed / unit).With("max_used", MaxUsed / unit).With("fragments", Fragments);
}
