namespace Signalbox.Modules.Dialog;

/// <summary>What moves a dialog from state to state.</summary>
internal enum DialogSignal
{
    /// <summary>A provisional reply above 100 goes to the caller.</summary>
    Provisional,

    /// <summary>A 2xx goes to the caller.</summary>
    Answer,

    /// <summary>A negative reply goes to the caller.</summary>
    Refusal,

    /// <summary>An ACK came.</summary>
    Ack,

    /// <summary>A BYE came.</summary>
    Bye,

    /// <summary>Another request came.</summary>
    Request,

    /// <summary>The transaction of the INVITE is over.</summary>
    TransactionEnd,

    /// <summary>Time is up, or an operator ended it.</summary>
    End,
}
