using Signalbox.Engine.Control;

namespace Signalbox.Engine.Catalog;

/// <summary>A declared RPC command.</summary>
/// <param name="Name">E.g. <c>siptrace.status</c>.</param>
/// <param name="Summary">Help text.</param>
/// <param name="IsList">True when JSON shows an array even for one value.</param>
/// <param name="Invoke">Runs it on a module instance.</param>
public sealed record RpcDescriptor(string Name, string Summary, bool IsList, Action<object, RpcCall> Invoke);
