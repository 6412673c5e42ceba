namespace Ami.Core;

/// <summary>Why a picture is refused.</summary>
public static class ImageErrors
{
    /// <summary>It is none of the accepted formats, whatever its name or content type says, or it moves.</summary>
    public static Error Unsupported { get; } = new("image.unsupported", "Choose a picture in PNG, JPEG or WebP that does not move.", ErrorKind.Invalid);

    /// <summary>It is cut off or contradicts itself.</summary>
    public static Error Damaged { get; } = new("image.damaged", "This picture is damaged. Open it, save it again, and try once more.", ErrorKind.Invalid);

    /// <summary>Nothing is wrong with it, but this process has no memory for its pixels, or its decoders fail.</summary>
    public static Error Unavailable { get; } =
        Error.Unavailable("image.unavailable", "Pictures cannot be taken in right now. Try again in a moment.", TimeSpan.FromSeconds(5));

    /// <summary>Too many bytes.</summary>
    public static Error TooLarge(int bytes) => new("image.too_large", $"Choose a picture of at most {bytes / 1024 / 1024} MB.", ErrorKind.Invalid);

    /// <summary>Too many pixels.</summary>
    public static Error TooManyPixels(int side) => new("image.too_many_pixels", $"Choose a picture of at most {side} by {side} pixels.", ErrorKind.Invalid);
}
