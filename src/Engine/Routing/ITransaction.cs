namespace Signalbox.Engine.Routing;

/// <summary>What observers may know of a transaction; the transaction module implements it.</summary>
public interface ITransaction
{
    /// <summary>
    /// The request that opened it, as cloned when it was created: flags, AVPs, items, edits and the generation of its
    /// script. Read it only inside tap events and routes of this transaction.
    /// </summary>
    RoutingContext Request { get; }
}
