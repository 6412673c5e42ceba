using System.Buffers.Binary;
using SkiaSharp;

namespace Ami.Core;

/// <summary>
/// Makes an uploaded picture safe to keep and to show to others. It is decoded to pixels, set upright, made as small as it is shown, and encoded anew:
/// nothing but the pixels survives, no metadata (place, device, names, comments, profiles) and nothing before, between or behind. Colours are converted to
/// sRGB.
/// </summary>
public static class ImageCleaner
{
    private const int Quality = 90;

    /// <summary>
    /// Decodes a picture and encodes it anew. The largest takes up to a second of one core and 64 MiB for its pixels, a progressive JPEG twice as much again.
    /// </summary>
    /// <returns>The picture, or <see cref="ImageErrors"/>.</returns>
    public static Result<CleanImage> Clean(ReadOnlySpan<byte> upload, ImageLimits limits)
    {
        if (upload.Length > limits.Bytes)
        {
            return ImageErrors.TooLarge(limits.Bytes);
        }

        // Skia knows more formats than these; what does not begin like one of them never reaches a decoder.
        if (FormatOf(upload) is not { } format)
        {
            return ImageErrors.Unsupported;
        }

        if (!IsWhole(upload, format))
        {
            return ImageErrors.Damaged;
        }

        using var file = SKData.CreateCopy(upload);
        using var codec = SKCodec.Create(file);
        if (codec is null)
        {
            return ImageErrors.Damaged;
        }

        if (codec.Info.Width > limits.Side || codec.Info.Height > limits.Side)
        {
            return ImageErrors.TooManyPixels(limits.Side);
        }

        if (codec.FrameCount > 1 || format == ImageFormat.Png && IsAnimated(upload))
        {
            return ImageErrors.Unsupported;
        }

        using var stored = new SKBitmap();
        var opaque = codec.Info.AlphaType == SKAlphaType.Opaque;
        if (
            !stored.TryAllocPixels(
                new(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, opaque ? SKAlphaType.Opaque : SKAlphaType.Unpremul, SKColorSpace.CreateSrgb())
            )
        )
        {
            return ImageErrors.Unavailable;
        }

        if (codec.GetPixels(stored.Info, stored.GetPixels()) != SKCodecResult.Success)
        {
            return ImageErrors.Damaged;
        }

        using var shown = new SKBitmap();
        if (!TryDraw(stored, codec.EncodedOrigin, limits.Shown, shown))
        {
            return ImageErrors.Unavailable;
        }

        return Encode(shown, format) is { } bytes ? new CleanImage(format, shown.Width, shown.Height, bytes) : ImageErrors.Unavailable;
    }

    private static ImageFormat? FormatOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
        {
            return ImageFormat.Png;
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return ImageFormat.Jpeg;
        }

        return bytes.StartsWith("RIFF"u8) && bytes.Length >= 12 && bytes[8..12].SequenceEqual("WEBP"u8) ? ImageFormat.Webp : null;
    }

    /// <summary>The decoders fill up what an upload that broke off lacks, some without saying so.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> bytes, ImageFormat format) =>
        format switch
        {
            ImageFormat.Png => bytes.IndexOf((ReadOnlySpan<byte>)[0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82]) >= 0, // the chunk IEND and its checksum
            ImageFormat.Jpeg => bytes.IndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) >= 0, // the marker EOI
            _ => BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) <= bytes.Length - 8, // the length in the RIFF header
        };

    /// <summary>libpng knows nothing of animations and would show the still picture that stands for one.</summary>
    private static bool IsAnimated(ReadOnlySpan<byte> png) => png.IndexOf("acTL"u8) is >= 0 and var control && control < png.IndexOf("IDAT"u8);

    /// <summary>The picture upright and no larger than the square it is shown in; pixels are touched only when that asks for it.</summary>
    private static bool TryDraw(SKBitmap stored, SKEncodedOrigin origin, int square, SKBitmap shown)
    {
        var scale = Math.Min(1f, (float)square / Math.Max(stored.Width, stored.Height));
        if (scale == 1 && origin == SKEncodedOrigin.TopLeft)
        {
            return shown.InstallPixels(stored.PeekPixels());
        }

        var (width, height) = (Math.Max(1, (int)MathF.Round(stored.Width * scale)), Math.Max(1, (int)MathF.Round(stored.Height * scale)));
        var (across, down) = origin < SKEncodedOrigin.LeftTop ? (width, height) : (height, width);
        if (
            !shown.TryAllocPixels(
                new(across, down, SKColorType.Rgba8888, stored.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Premul, stored.ColorSpace)
            )
        )
        {
            return false;
        }

        shown.Erase(SKColors.Transparent);
        using var canvas = new SKCanvas(shown);
        canvas.SetMatrix(Upright(origin, width, height));
        using var image = SKImage.FromPixels(stored.PeekPixels());
        canvas.DrawImage(image, new SKRect(0, 0, width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        return true;
    }

    /// <summary>Turns and mirrors a picture as its orientation says (Exif 2.32, tag 0x0112: where the stored first row and first column are shown).</summary>
    private static SKMatrix Upright(SKEncodedOrigin origin, float width, float height) =>
        origin switch
        {
            SKEncodedOrigin.TopRight => new(-1, 0, width, 0, 1, 0, 0, 0, 1),
            SKEncodedOrigin.BottomRight => new(-1, 0, width, 0, -1, height, 0, 0, 1),
            SKEncodedOrigin.BottomLeft => new(1, 0, 0, 0, -1, height, 0, 0, 1),
            SKEncodedOrigin.LeftTop => new(0, 1, 0, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightTop => new(0, -1, height, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightBottom => new(0, -1, height, -1, 0, width, 0, 0, 1),
            SKEncodedOrigin.LeftBottom => new(0, 1, 0, -1, 0, width, 0, 0, 1),
            _ => SKMatrix.Identity,
        };

    private static byte[]? Encode(SKBitmap shown, ImageFormat format)
    {
        // Without a colour space no profile is written: what says nothing is sRGB to every browser.
        using var pixels = new SKPixmap(new(shown.Width, shown.Height, shown.ColorType, shown.AlphaType), shown.GetPixels(), shown.RowBytes);
        using var encoded = format switch
        {
            ImageFormat.Png => pixels.Encode(SKPngEncoderOptions.Default),
            ImageFormat.Jpeg => pixels.Encode(new SKJpegEncoderOptions(Quality)),
            _ => pixels.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, Quality)),
        };
        return encoded?.ToArray();
    }
}
