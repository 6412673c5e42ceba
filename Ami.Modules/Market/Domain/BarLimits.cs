namespace Ami.Modules.Market.Domain;

/// <summary>Bounds of what a bar can be.</summary>
internal static class BarLimits
{
    /// <summary>1900-01-01, Unix milliseconds: no table of prices begins earlier.</summary>
    public const long Earliest = -2_208_988_800_000;
}
