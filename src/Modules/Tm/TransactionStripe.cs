namespace Signalbox.Modules.Tm;

/// <summary>The lock of a part of the table.</summary>
internal sealed class TransactionStripe
{
    /// <summary>Guards chains.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Transactions in the table.</summary>
    public int Count { get; set; }
}
