from . import (
    test_device_label,
    test_label_release,
    test_tracked_device,
    test_udi,
    test_udi_agencies,
    test_udi_bad_input,
    test_udi_device,
    test_udi_packages,
    test_udi_registry,
    test_udi_scan,
)
