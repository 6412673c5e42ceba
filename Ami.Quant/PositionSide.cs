namespace Ami.Quant;

/// <summary>Direction of a position.</summary>
public enum PositionSide
{
    /// <summary>Gains when the price rises.</summary>
    Long = 1,

    /// <summary>Gains when the price falls.</summary>
    Short = -1,
}
