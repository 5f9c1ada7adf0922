namespace Signalbox.Modules.Tm;

/// <summary>The lock of a part of the table, and the spare transactions of that part.</summary>
internal sealed class TransactionStripe
{
    /// <summary>Guards chains and spares.</summary>
    public Lock Gate { get; } = new();

    /// <summary>First spare transaction.</summary>
    public Transaction? Spare { get; set; }

    /// <summary>Number of spare ones.</summary>
    public int SpareCount { get; set; }

    /// <summary>Transactions in the table.</summary>
    public int Count { get; set; }
}
