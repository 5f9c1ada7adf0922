namespace Signalbox.Engine.Catalog;

/// <summary>A module whose live parameters take effect only after it was told: it keeps what it made from them.</summary>
public interface ILiveParameters
{
    /// <summary>Called after a parameter with <see cref="ParameterAttribute.Live"/> was set while the server runs. Messages go on meanwhile.</summary>
    void ParametersChanged();
}
