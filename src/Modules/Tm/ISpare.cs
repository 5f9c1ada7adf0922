namespace Signalbox.Modules.Tm;

/// <summary>What a <see cref="SparePool{T}"/> keeps: it forms a list by itself.</summary>
/// <typeparam name="T">Its own type.</typeparam>
internal interface ISpare<T>
    where T : class
{
    /// <summary>Next one of the pool.</summary>
    T? Next { get; set; }
}
