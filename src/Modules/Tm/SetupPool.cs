using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Tm;

/// <summary>Gives each message that asks for it a <see cref="TransactionSetup"/> of its worker, until its route ended.</summary>
internal static class SetupPool
{
    private static readonly object Key = new();

    /// <summary>Where the script's wishes go: the transaction, else the message.</summary>
    public static TransactionSetup Of(RoutingContext context)
    {
        if (context.Transaction is Transaction transaction)
            return transaction.Setup;

        if (context.Items.Get(TransactionLayer.SetupSlot) is { } known)
            return known;

        var spare = SpareOf(context.Worker);
        var setup = spare.Count > 0 ? spare.Pop() : new TransactionSetup();
        context.Items.Set(TransactionLayer.SetupSlot, setup);
        return setup;
    }

    /// <summary>Takes the setup of a message back.</summary>
    public static void Release(RoutingContext context)
    {
        if (context.Items.Get(TransactionLayer.SetupSlot) is not { } setup)
            return;

        context.Items.Set(TransactionLayer.SetupSlot, null);
        setup.Clear();
        SpareOf(context.Worker).Push(setup);
    }

    private static Stack<TransactionSetup> SpareOf(WorkerState worker)
    {
        if (worker.Locals.TryGetValue(Key, out var known))
            return (Stack<TransactionSetup>)known;

        var made = new Stack<TransactionSetup>();
        worker.Locals.Add(Key, made);
        return made;
    }
}
