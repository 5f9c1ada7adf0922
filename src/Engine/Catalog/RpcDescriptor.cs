using Signalbox.Engine.Control;

namespace Signalbox.Engine.Catalog;

/// <summary>A declared RPC command.</summary>
/// <param name="Name">E.g. <c>siptrace.status</c>.</param>
/// <param name="Summary">Help text.</param>
/// <param name="IsList">True when JSON shows an array even for one value.</param>
/// <param name="Invoke">Runs it on a module instance.</param>
/// <param name="Mi">Its name at the classic MI FIFO, e.g. <c>ul_dump</c>; empty = the same as <paramref name="Name"/>.</param>
public sealed record RpcDescriptor(string Name, string Summary, bool IsList, Action<object, RpcCall> Invoke, string Mi = "");
