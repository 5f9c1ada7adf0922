namespace Signalbox.Engine.Text;

/// <summary>A set of byte values.</summary>
internal sealed class ByteSet
{
    private readonly bool[] _has = new bool[256];

    /// <summary>True when the byte is in it.</summary>
    public bool Contains(int value) => _has[value];

    /// <summary>Adds all bytes from <paramref name="first"/> to <paramref name="last"/>.</summary>
    public void Add(int first, int last)
    {
        for (var i = first; i <= last; i++)
            _has[i] = true;
    }

    /// <summary>Adds the other case of each ASCII letter.</summary>
    public void IgnoreCase()
    {
        for (var c = 'a'; c <= 'z'; c++)
            _has[c] = _has[c - 32] = _has[c] | _has[c - 32];
    }

    /// <summary>Turns it into its complement.</summary>
    public void Invert()
    {
        for (var i = 0; i < _has.Length; i++)
            _has[i] = !_has[i];
    }
}
