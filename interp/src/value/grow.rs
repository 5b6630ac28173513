//! How slices grow: capacities that programs see are gc's (runtime/slice.go, sizeclasses.go).

/// Capacity after growing a slice to `need` elements (runtime's rule, then rounded up to what
/// the allocator gives anyway).
pub fn grown(old: u64, need: u64, stride: u64, noscan: bool) -> u64 {
    let mut cap = if need > old.saturating_mul(2) {
        need
    } else if old < 256 {
        old * 2
    } else {
        let mut cap = old;
        loop {
            cap += (cap + 3 * 256) / 4;
            if cap >= need {
                break cap;
            }
        }
    };
    cap = cap.max(need);
    if stride == 0 {
        return need;
    }
    let bytes = cap.saturating_mul(stride);
    // gc puts a header before larger objects with pointers.
    let header = if !noscan && bytes > 512 && bytes <= 32768 - 8 { 8 } else { 0 };
    (gc_class(bytes + header) - header) / stride
}

/// gc's size classes: capacities seen by programs are gc's.
fn gc_class(bytes: u64) -> u64 {
    const CLASSES: [u64; 66] = [
        8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320,
        352, 384, 416, 448, 480, 512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792,
        2048, 2304, 2688, 3072, 3200, 3456, 4096, 4864, 5376, 6144, 6528, 6784, 6912, 8192, 9472,
        9728, 10240, 10880, 12288, 13568, 14336, 16384, 18432, 19072, 20480, 21760, 24576, 27264,
        28672,
    ];
    if bytes > 32768 {
        return bytes.saturating_add(8191) / 8192 * 8192;
    }
    let i = CLASSES.partition_point(|&c| c < bytes);
    CLASSES.get(i).copied().unwrap_or(32768)
}
