using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Usrloc.Api;

/// <summary>Is told of contacts whose registration ended without being taken back.</summary>
internal interface IContactExpiry
{
    /// <summary>Called on the timer's worker, after the contact was taken out.</summary>
    /// <param name="worker">The timer's worker.</param>
    /// <param name="table">Name of the table.</param>
    /// <param name="contact">The contact.</param>
    void Expired(WorkerState worker, string table, Contact contact);
}
