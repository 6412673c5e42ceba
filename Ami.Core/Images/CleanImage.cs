namespace Ami.Core;

/// <summary>The picture formats that are accepted.</summary>
public enum ImageFormat
{
    /// <summary>PNG, not animated.</summary>
    Png,

    /// <summary>JPEG, baseline or progressive.</summary>
    Jpeg,

    /// <summary>WebP, lossy or lossless, not animated.</summary>
    Webp,
}

/// <summary>How large a picture may be.</summary>
/// <param name="Bytes">Most bytes as sent; 2 MiB by default.</param>
/// <param name="Side">Most pixels in width and in height as sent; 4096 by default.</param>
/// <param name="Shown">Side of the square that the picture is made to fit into, never enlarged; 512 by default.</param>
public sealed record ImageLimits(int Bytes = 2 * 1024 * 1024, int Side = 4096, int Shown = 512);

/// <summary>A picture that was decoded and encoded anew: nothing is left of the upload but its pixels.</summary>
/// <param name="Format">What it is, and was.</param>
/// <param name="Width">Pixels, upright.</param>
/// <param name="Height">Pixels, upright.</param>
/// <param name="Bytes">The file.</param>
public sealed record CleanImage(ImageFormat Format, int Width, int Height, byte[] Bytes)
{
    /// <summary>For example <c>image/png</c>.</summary>
    public string ContentType =>
        Format switch
        {
            ImageFormat.Png => "image/png",
            ImageFormat.Jpeg => "image/jpeg",
            _ => "image/webp",
        };

    /// <summary>For example <c>png</c>.</summary>
    public string Extension =>
        Format switch
        {
            ImageFormat.Png => "png",
            ImageFormat.Jpeg => "jpg",
            _ => "webp",
        };
}
