using Signalbox.Engine.Configuration;

namespace Signalbox.Engine.Control;

/// <summary>Runs RPC commands of the live snapshot; every door (unix socket, HTTP, FIFO) comes through here.</summary>
/// <param name="reload">Knows the live snapshot.</param>
public sealed class RpcDispatcher(IReloadService reload)
{
    /// <summary>Runs a command. Never throws: a defect in a command becomes a fault 500.</summary>
    /// <param name="method">Its name.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="convertsTypes">True for a door whose numbers may be text and whose text may be numbers.</param>
    /// <param name="names">Names of the parameters, when the door has them.</param>
    public RpcCall Execute(string method, IReadOnlyList<RpcValue> parameters, bool convertsTypes = false, IReadOnlyList<string>? names = null)
    {
        var call = new RpcCall(method, parameters) { ConvertsTypes = convertsTypes, Names = names ?? [] };
        foreach (var module in reload.Current.Modules)
        {
            foreach (var rpc in module.Descriptor.Rpcs)
            {
                if (rpc.Name != method)
                    continue;

                Run(rpc, module.Instance, call);
                return call;
            }
        }

        call.Fault(500, $"command {method} not found");
        return call;
    }

    /// <summary>The declaration of a command, or null.</summary>
    public Catalog.RpcDescriptor? Find(string method)
    {
        foreach (var rpc in All())
        {
            if (rpc.Name == method)
                return rpc;
        }

        return null;
    }

    /// <summary>The declaration of a command by the name that the classic MI FIFO has for it, or by its own; null when there is none.</summary>
    public Catalog.RpcDescriptor? FindMi(string name)
    {
        foreach (var rpc in All())
        {
            if (rpc.Mi == name || rpc.Name == name)
                return rpc;
        }

        return null;
    }

    /// <summary>All commands of the live snapshot.</summary>
    public IReadOnlyList<Catalog.RpcDescriptor> All()
    {
        var all = new List<Catalog.RpcDescriptor>();
        foreach (var module in reload.Current.Modules)
            all.AddRange(module.Descriptor.Rpcs);

        all.Sort(static (left, right) => string.CompareOrdinal(left.Name, right.Name));
        return all;
    }

    private static void Run(Catalog.RpcDescriptor rpc, object instance, RpcCall call)
    {
        try
        {
            rpc.Invoke(instance, call);
        }
        catch (Exception defect)
        {
            call.Fault(500, $"Internal error: {defect.GetType().Name}: {defect.Message}");
        }
    }
}
