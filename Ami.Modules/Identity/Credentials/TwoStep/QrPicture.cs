using System.Globalization;
using System.Text;
using QRCoder;

namespace Ami.Modules.Identity;

/// <summary>A QR code as one SVG path: the page draws it without taking markup from an answer.</summary>
/// <param name="Size">Width and height of the view box, quiet zone included.</param>
/// <param name="Path">The dark squares, as the <c>d</c> of a path.</param>
internal sealed record QrPicture(int Size, string Path)
{
    public static QrPicture Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Count; x++)
            {
                if (!rows[y][x])
                {
                    continue;
                }

                var start = x;
                while (x + 1 < rows[y].Count && rows[y][x + 1])
                {
                    x++;
                }

                path.Append(CultureInfo.InvariantCulture, $"M{start} {y}h{x - start + 1}v1H{start}z");
            }
        }

        return new QrPicture(rows.Count, path.ToString());
    }
}
