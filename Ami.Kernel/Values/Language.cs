namespace Ami.Kernel;

/// <summary>The languages everything is available in.</summary>
public enum Language
{
    /// <summary>Spanish.</summary>
    Es,

    /// <summary>English.</summary>
    En,
}
