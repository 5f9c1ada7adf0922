namespace Signalbox.Engine.Catalog;

/// <summary>What a module's constructor may ask for: the engine's own services, by type.</summary>
public sealed class ModuleServices
{
    private readonly Dictionary<Type, object> _services = [];

    /// <summary>Offers a service under its type.</summary>
    public ModuleServices Add<T>(T service)
        where T : class
    {
        _services[typeof(T)] = service;
        return this;
    }

    /// <summary>A service; missing ones are a defect of the host.</summary>
    public T Get<T>()
        where T : class =>
        _services.TryGetValue(typeof(T), out var service) ? (T)service : throw new InvalidOperationException($"no service {typeof(T)}");
}
