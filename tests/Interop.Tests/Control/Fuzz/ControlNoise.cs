using Signalbox.Interop.Tests.SipGoldens;

namespace Signalbox.Interop.Tests.Control.Fuzz;

/// <summary>Requests of one door: most damaged, one of ten random bytes behind those that the door waits for, one of ten good. The same seed makes the same.</summary>
internal sealed class ControlNoise(IReadOnlyList<byte[]> seeds, byte[] first, int seed)
{
    private readonly Random _random = new(seed);
    private readonly MessageMutator _mutator = new(seeds, seed);

    /// <summary>The next request.</summary>
    public byte[] Next()
    {
        switch (_random.Next(10))
        {
            case 0:
                var bytes = new byte[_random.Next(1, 600)];
                _random.NextBytes(bytes);
                return [.. first, .. bytes];
            case 1:
                return seeds[_random.Next(seeds.Count)];
            default:
                return _mutator.Next();
        }
    }
}
