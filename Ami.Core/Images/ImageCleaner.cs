namespace Ami.Core;

/// <summary>
/// Makes an uploaded picture safe to keep and to show to others. The file is taken apart by the rules of its format, every length, order and bound
/// checked, and a new file is written from the parts that make the picture: no metadata (place, device, names, comments, profiles), nothing before,
/// between or behind. What breaks a rule is refused. Colour profiles are dropped as well; of a JPEG's metadata only its orientation is kept.
/// </summary>
public static class ImageCleaner
{
    /// <summary>Checks a picture and writes it anew. Uses up to a second of one core for the largest.</summary>
    /// <returns>The picture, or <see cref="ImageErrors"/>.</returns>
    public static Result<CleanImage> Clean(ReadOnlySpan<byte> upload, ImageLimits limits)
    {
        if (upload.Length > limits.Bytes) return ImageErrors.TooLarge(limits.Bytes);
        try
        {
            if (PngImage.IsPng(upload)) return PngImage.Clean(upload, limits);
            if (JpegImage.IsJpeg(upload)) return JpegImage.Clean(upload, limits);
            if (WebpImage.IsWebp(upload)) return WebpImage.Clean(upload, limits);
            return ImageErrors.Unsupported;
        }
        catch (ImageRefusedException refused)
        {
            return refused.Error;
        }
    }

    internal static void CheckSide(long width, long height, ImageLimits limits)
    {
        if (width <= 0 || height <= 0) throw new ImageRefusedException(ImageErrors.Damaged);
        if (width > limits.Side || height > limits.Side) throw new ImageRefusedException(ImageErrors.TooManyPixels(limits.Side));
    }
}
