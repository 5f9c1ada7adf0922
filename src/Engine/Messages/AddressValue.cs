namespace Signalbox.Engine.Messages;

/// <summary>One address of a header that lists several, and where it stands.</summary>
public struct AddressValue
{
    /// <summary>The address; ranges are into the message buffer.</summary>
    public NameAddress Address;

    /// <summary>Index of the header line.</summary>
    public int HeaderIndex;

    /// <summary>Position within the line, from 0.</summary>
    public int ValueIndex;

    /// <summary>True when it is the only value of its line, which goes as a whole then.</summary>
    public bool IsAlone;

    /// <summary>
    /// What to remove to take just this value out: the whole line when it is alone, else the value and one comma.
    /// </summary>
    public TextRange Extent;

    /// <summary>True when the value could be read as an address.</summary>
    public bool IsValid;
}
